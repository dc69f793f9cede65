using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Pairing;

/// <summary>The right to remove an object. There is no removal without one, and no other way to get one than the factories here.</summary>
public abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>The object bears our mark, and there is evidence that we declared the key.</summary>
    public sealed record Marked : Claim
    {
        private Marked(OwnerMark mark, Evidence evidence) => (Mark, Evidence) = (mark, evidence);

        public OwnerMark Mark { get; }

        public Evidence Evidence { get; }

        /// <summary>A claim, when the mark is this workspace's and the evidence speaks of the same key and object.</summary>
        public static Marked? From(string workspace, OwnerMark? mark, RemoteId id, Evidence? evidence) =>
            mark is not null && evidence is not null
            && mark.Names(workspace, evidence.Key.Name)
            && (evidence is not Evidence.Ledgered l || l.Entry.Id == id)
                ? new Marked(mark, evidence)
                : null;
    }

    /// <summary>A line of the control file names it.</summary>
    public sealed record Policy(string Line, SourceSpan Span) : Claim;
}

/// <summary>What proves that this workspace declared a key.</summary>
public abstract record Evidence(ResourceKey Key)
{
    /// <summary>An earlier apply wrote it down.</summary>
    public sealed record Ledgered(LedgerEntry Entry) : Evidence(Entry.Key);

    /// <summary>The revision that the plan is compared with declared it, in <paramref name="File"/>.</summary>
    public sealed record BaseRevision(ResourceKey Key, string File) : Evidence(Key);

    /// <summary>The key is declared still, as a leaver.</summary>
    public sealed record LeaverLine(ResourceKey Key, SourceSpan Span) : Evidence(Key);
}
