using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What happens to one object. Removals carry the claim that allows them.</summary>
public abstract record Change
{
    private Change()
    {
    }

    public sealed record Create : Change;

    public sealed record Update : Change;

    /// <summary>Taken over from nobody: marked from now on.</summary>
    public sealed record Adopt(RecognisedBy By) : Change
    {
        /// <summary>An <c>id:</c> line is consent and not counted by the guard.</summary>
        public bool Consented => By is RecognisedBy.ById;
    }

    /// <summary>Known under an old key: its mark is rewritten.</summary>
    public sealed record Rekey(OwnerMark Old) : Change;

    /// <summary>Back from the recycle bin, instead of created anew.</summary>
    public sealed record Restore : Change;

    /// <summary>A leaver's account is closed; sessions are revoked where the policy says so.</summary>
    public sealed record Disable(Claim Claim, bool RevokeSessions, DateOnly? DeleteDue) : Change;

    public sealed record Delete(Claim Claim) : Change;

    /// <summary>Our mark is cleared, the object left alone.</summary>
    public sealed record Release : Change;

    /// <summary>Nothing happens, and why.</summary>
    public sealed record Keep(KeepReason Why, string? Detail = null) : Change;

    /// <summary>A conflict: this object waits for a person, the rest goes on.</summary>
    public sealed record Blocked(PairingConflict Why) : Change;

    /// <summary>What would happen if the kind were not only observed.</summary>
    public sealed record Observed(Change Would) : Change;
}

/// <summary>One attribute or link that alone waits, why, and what lets it go on.</summary>
public sealed record HeldChange(string What, string Why, string Advice, SourceSpan Span)
{
    /// <summary>The clock alone asks for it.</summary>
    public bool IsDue { get; init; }
}

public enum KeepReason
{
    Unchanged,
    NotOurs,
    Orphan,
    Protected,
    NotYetVisible,
    NotYetDue,
    Policy,
    Incomplete,

    /// <summary>A known person's account without access, closed already.</summary>
    Closed,

    /// <summary>A known person's account without access that we never linked.</summary>
    Unlinked,

    /// <summary>Somebody's account, who waits because a conflict is to be solved first.</summary>
    InConflict,

    /// <summary>An account of nobody we know.</summary>
    Unknown,

    /// <summary>Named by <c>ignore:</c>.</summary>
    Ignored,

    /// <summary>Tried by an earlier apply, and refused for good.</summary>
    Parked,
}

/// <summary>What an entry does to people, which is what guards count.</summary>
[Flags]
public enum Effects
{
    None = 0,
    Created = 1,
    Updated = 2,
    Disabled = 4,
    Deleted = 8,
    Enabled = 16,
    Restored = 32,
    Adopted = 64,
    IdentifierChanged = 128,
    LinksLost = 256,
    LinksGained = 512,
    Announced = 1024,
    Released = 2048,
}

/// <summary>One attribute's change.</summary>
public sealed record CellChange(AttributeSchema Attribute, AttributeValue Before, AttributeValue After, Cause Cause);

/// <summary>One end of a link that comes or goes, and why.</summary>
public readonly record struct LinkEdit(LinkEnd End, Cause Cause);

/// <summary>The change of one list: ends that come and go, how many stay, and what was kept back and why.</summary>
public sealed record LinkChange(LinkSchema Link, ImmutableArray<LinkEdit> Adds, ImmutableArray<LinkEdit> Removes, int Stays)
{
    /// <summary>Ends that an exclusive list does not name and that stay: of kinds that no text can name, or protected.</summary>
    public int Kept { get; init; }

    /// <summary>Removals not made because the read was incomplete or a reference is unresolved.</summary>
    public int Withheld { get; init; }

    public string? WithheldWhy { get; init; }

    /// <summary>Live ends before this change.</summary>
    public int Before { get; init; }

    public SourceSpan Span { get; init; }

    public bool IsEmpty => Adds.IsEmpty && Removes.IsEmpty;

    /// <summary>What the live ends become.</summary>
    public LinkSet Over(LinkSet live)
    {
        if (IsEmpty)
            return live;
        var gone = Removes.Select(r => r.End).ToHashSet();
        return LinkSet.Of(live.Ends.Where(e => !gone.Contains(e)).Concat(Adds.Select(a => a.End)));
    }

    public bool Empties => Before > 0 && Stays + Kept + Withheld + Adds.Length == 0;
}

/// <summary>One object of a plan. Everything is an entry: unchanged, protected and blocked objects too.</summary>
public sealed record Entry(Handle Object, Kind Kind, Change Change, Cause Cause)
{
    public ResourceKey? Key { get; init; }

    public RemoteId? Id { get; init; }

    /// <summary>The declared key, else what people call it.</summary>
    public string Name { get; init; } = "";

    public ImmutableArray<CellChange> Cells { get; init; } = [];

    public ImmutableArray<LinkChange> Links { get; init; } = [];

    public Effects Effects { get; init; }

    /// <summary>Parts of the change that wait for a written reason, or that a protection keeps back.</summary>
    public ImmutableArray<HeldChange> Held { get; init; } = [];

    /// <summary>Holds a directory role: never folded into a count.</summary>
    public bool Privileged { get; init; }

    /// <summary>Whether applying the plan writes this object.</summary>
    public bool IsChange => Change is not (Change.Keep or Change.Blocked or Change.Observed);
}
