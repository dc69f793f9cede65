using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Pairing;

/// <summary>How a live object was recognised.</summary>
public abstract record RecognisedBy
{
    private RecognisedBy()
    {
    }

    public sealed record ByMark(OwnerMark Mark) : RecognisedBy;

    public sealed record ById : RecognisedBy;

    public sealed record ByAttribute(string Attribute) : RecognisedBy;
}

/// <summary>Which declared and which live object are the same one.</summary>
public abstract record Paired
{
    private Paired()
    {
    }

    /// <summary>Declared and live. <paramref name="InRecycleBin"/>: it has to be restored first.</summary>
    public sealed record Both(DeclaredResource Declared, Handle Object, RecognisedBy By, bool InRecycleBin) : Paired;

    public sealed record OnlyDesired(DeclaredResource Declared, Handle Object) : Paired;

    /// <summary>Bears our mark and is not declared. Without a claim it is an orphan.</summary>
    public sealed record OnlyLive(Handle Object, OwnerMark Mark, Claim? Claim, bool InRecycleBin) : Paired;

    /// <summary>Bears the mark of an old key of this declared object.</summary>
    public sealed record Rekey(DeclaredResource Declared, Handle Object, OwnerMark Old, bool InRecycleBin) : Paired;

    /// <summary>Mastered elsewhere: updated, never marked, created or removed.</summary>
    public sealed record External(DeclaredResource Declared, Handle Object) : Paired;

    /// <summary>The last apply wrote it, and the target does not show it yet.</summary>
    public sealed record NotYetVisible(DeclaredResource Declared, Handle Object) : Paired;

    /// <summary>Several live objects answer to one declared one.</summary>
    public sealed record Ambiguous(DeclaredResource Declared, ImmutableArray<Handle> Hits, PairingConflict Why) : Paired;

    /// <summary>The hit is not certainly the same object; this object waits for a person.</summary>
    public sealed record Conflict(DeclaredResource Declared, Handle? Hit, PairingConflict Why) : Paired;
}

/// <summary>Why an object waits: code, one sentence, and what to do.</summary>
public sealed record PairingConflict(string Code, string Message, string Advice);
