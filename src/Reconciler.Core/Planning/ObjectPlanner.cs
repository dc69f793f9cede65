using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Turns a pair into an entry: attributes, enablement and mark; links join later.</summary>
internal sealed class ObjectPlanner(PlanContext context)
{
    public Entry Plan(Paired pair) => Named(pair switch
    {
        Paired.Both b => OfBoth(b),
        Paired.Rekey r => Declared(r.Declared, r.Object, r.InRecycleBin ? new Change.Restore() : new Change.Rekey(r.Old), r.Old),
        Paired.External e => External(e),
        Paired.OnlyDesired d => New(d),
        Paired.OnlyLive l => Undeclared(l),
        Paired.NotYetVisible n => new Entry(n.Object, context.Kind, new Change.Keep(KeepReason.NotYetVisible), At(n.Declared)),
        Paired.Ambiguous a => Waiting(a.Declared, a.Why, null),
        Paired.Conflict c => Waiting(c.Declared, c.Why, c.Hit),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private Entry OfBoth(Paired.Both pair)
    {
        var mark = pair.By is RecognisedBy.ByMark by ? by.Mark : null;
        if (Stage.Of(pair.Declared, context.Day) is Stage.Leaver leaver)
            return Leaving(pair.Declared, pair.Object, mark, leaver, pair.InRecycleBin);
        Change change = pair.InRecycleBin ? new Change.Restore()
            : mark is null && context.Mark is not null ? new Change.Adopt(pair.By)
            : new Change.Update();
        return Declared(pair.Declared, pair.Object, change, mark);
    }

    private Entry Leaving(DeclaredResource declared, Handle handle, OwnerMark? mark, Stage.Leaver leaver, bool inRecycleBin)
    {
        var claim = context.Snapshot.Roster.IdOf(handle) is { } id
            ? Claim.Marked.From(context.Workspace, mark, id, new Evidence.LeaverLine(declared.Key, leaver.Cause.Span))
            : null;
        return mark is not null && claim is not null
            ? Leavers.Plan(context, handle, mark, claim, leaver.Cause, leaver.Since, inRecycleBin)
            : new Entry(handle, context.Kind, new Change.Keep(KeepReason.NotOurs, "left, and the live object does not bear our mark"), leaver.Cause);
    }

    private Entry Declared(DeclaredResource declared, Handle handle, Change change, OwnerMark? mark)
    {
        var entry = new Entry(handle, context.Kind, change, At(declared));
        var cells = Cells.Differing(context, declared, handle).ToList();
        entry = WithEnablement(entry, declared, mark, cells, out var closedByUs);
        if (context.Mark is { } attribute)
        {
            var after = new OwnerMark(context.Workspace, declared.Key.Name) { CreatedByUs = mark?.CreatedByUs ?? false, DisabledByUs = closedByUs };
            var before = context.LiveValue(handle, attribute);
            if (before != AttributeValue.Of(after.ToString()))
                cells.Add(new CellChange(attribute, before, AttributeValue.Of(after.ToString()), new Cause.Derived("owner mark", declared.Span)));
        }

        return Settle(entry with { Cells = Cells.Sorted(context.Schema, cells) });
    }

    private Entry External(Paired.External pair)
    {
        if (Stage.Of(pair.Declared, context.Day) is Stage.Leaver leaver)
            return new Entry(pair.Object, context.Kind, new Change.Keep(KeepReason.NotOurs, "left, and mastered elsewhere"), leaver.Cause);
        var cells = Cells.Differing(context, pair.Declared, pair.Object).ToList();
        var entry = WithEnablement(new Entry(pair.Object, context.Kind, new Change.Update(), At(pair.Declared)), pair.Declared, null, cells, out _);
        return Settle(entry with { Cells = Cells.Sorted(context.Schema, cells) });
    }

    // Enablement has rules of its own: employment, who closed the account, protection.
    private Entry WithEnablement(Entry entry, DeclaredResource declared, OwnerMark? mark, List<CellChange> cells, out bool closedByUs)
    {
        closedByUs = false;
        if (context.Enablement is not { } enablement)
            return entry;
        var before = context.LiveValue(entry.Object, enablement);
        var isOpen = before != AttributeValue.Of(false);
        closedByUs = !isOpen && (mark?.DisabledByUs ?? false);
        var wanted = Cells.Enabled(declared, Stage.Of(declared, context.Day), enablement);
        if (wanted is null && closedByUs && HasReturned(entry, declared, mark))
            wanted = (true, new Cause.Derived("returned", declared.Span));
        if (wanted is not var (open, cause) || open == isOpen)
            return entry;
        if (!open && context.Protection.Why(entry.Object) is { } why)
            return Hold(entry, enablement.Name, $"{why}: never disabled", "Remove the protection in a reviewed change first.", cause);
        if (open && !closedByUs && declared.EnableReason is null)
            return Hold(entry, enablement.Name, "somebody else disabled this account", "Write enable: REASON on the person to open it again.", cause);
        cells.Add(new CellChange(enablement, before, AttributeValue.Of(open), cause));
        closedByUs = !open;
        return entry;
    }

    private bool HasReturned(Entry entry, DeclaredResource declared, OwnerMark? mark) =>
        mark?.DeleteDue is not null || entry.Change is Change.Restore || (context.Ledger.Entries.GetValueOrDefault(declared.Key)?.Left ?? false);

    private Entry New(Paired.OnlyDesired pair)
    {
        var declared = pair.Declared;
        var entry = new Entry(pair.Object, context.Kind, new Change.Create(), At(declared));
        var stage = Stage.Of(declared, context.Day);
        switch (stage)
        {
            case Stage.Leaver leaver:
                return entry with { Change = new Change.Keep(KeepReason.Unchanged, "left, nothing live"), Cause = leaver.Cause };
            case Stage.NotYet notYet:
                return entry with { Change = new Change.Keep(KeepReason.NotYetDue, $"account is prepared on {notYet.From:yyyy-MM-dd}"), Cause = notYet.Cause };
        }

        if (Federated(declared) is { } domain)
            return entry with { Change = new Change.Blocked(Conflicts.FederatedDomain(domain)) };
        return context.Snapshot.CompletenessOf(context.Kind.Name).IsProven
            ? entry with { Cells = Cells.ForCreate(context, declared, stage), Effects = Effects.Created }
            : entry with { Change = new Change.Keep(KeepReason.Incomplete, $"not created while the list of {context.Kind}s is not read whole") };
    }

    private string? Federated(DeclaredResource declared)
    {
        if (context.Kind != Kind.User || declared.IsGuest || !declared.Value("onPremisesImmutableId").IsAbsent)
            return null;
        var address = declared.Value("userPrincipalName").ToString();
        return context.Snapshot.Facts.FederatedDomains.FirstOrDefault(d => address.EndsWith($"@{d}", StringComparison.OrdinalIgnoreCase));
    }

    private Entry Undeclared(Paired.OnlyLive pair)
    {
        var key = new ResourceKey(context.Kind, pair.Mark.Key);
        var release = context.Model.Settings.Release.FirstOrDefault(r => r.Key == key);
        if (!release.Span.IsNone && context.Mark is { } mark)
        {
            var cause = new Cause.Policy("release", release.Span);
            return new Entry(pair.Object, context.Kind, new Change.Release(), cause)
            {
                Key = key,
                Effects = Effects.Released,
                Cells = [new CellChange(mark, context.LiveValue(pair.Object, mark), AttributeValue.None, cause)],
            };
        }

        if (pair is { Claim: null, InRecycleBin: true })
            return new Entry(pair.Object, context.Kind, new Change.Keep(KeepReason.Unchanged, "already deleted"), new Cause.Undeclared("")) { Key = key };
        var file = pair.Claim is Claim.Marked marked ? marked.Evidence switch
        {
            Evidence.Ledgered ledgered => ledgered.Entry.File,
            Evidence.BaseRevision earlier => earlier.File,
            _ => null,
        } : null;
        var entry = pair.Claim is Claim.Marked claim && file is not null
            ? Leavers.Plan(context, pair.Object, pair.Mark, claim, new Cause.Undeclared(file), null, pair.InRecycleBin)
            : new Entry(pair.Object, context.Kind, new Change.Keep(KeepReason.Orphan, $"marked {pair.Mark.Workspace}/{pair.Mark.Key}"), new Cause.Undeclared(""));
        return entry with { Key = key };
    }

    private Entry Waiting(DeclaredResource declared, PairingConflict why, Handle? hit)
    {
        if (Stage.Of(declared, context.Day) is Stage.Leaver leaver)
        {
            return new Entry(hit ?? context.Snapshot.Roster.Declared(declared.Key), context.Kind,
                new Change.Keep(KeepReason.NotOurs, "left, and the live object does not bear our mark"), leaver.Cause)
            { Key = declared.Key };
        }

        return new Entry(hit ?? context.Snapshot.Roster.Declared(declared.Key), context.Kind, new Change.Blocked(why), At(declared)) { Key = declared.Key };
    }

    // An update of nothing is no change; what a change is follows from its effect.
    private Entry Settle(Entry entry)
    {
        if (entry.Change is Change.Update or Change.Rekey && entry.Cells.IsEmpty)
            return entry with { Change = new Change.Keep(KeepReason.Unchanged) };
        return entry with { Effects = entry.Effects | EffectsOf(entry) };
    }

    private Effects EffectsOf(Entry entry)
    {
        var effects = entry.Change switch
        {
            Change.Adopt => Effects.Adopted,
            Change.Restore => Effects.Restored,
            _ => Effects.None,
        };
        foreach (var cell in entry.Cells)
        {
            if (cell.Attribute.Role == AttributeRole.Mark)
                continue;
            if (cell.Attribute == context.Enablement)
            {
                effects |= cell.After == AttributeValue.Of(false) ? Effects.Disabled : Effects.Enabled;
                effects |= cell.Cause.IsAnnounced && cell.After == AttributeValue.Of(false) ? Effects.Announced : Effects.None;
                continue;
            }

            effects |= Effects.Updated | (cell.Attribute.Identifier && !cell.Before.IsAbsent ? Effects.IdentifierChanged : Effects.None);
        }

        return effects;
    }

    private Entry Named(Entry entry)
    {
        var roster = context.Snapshot.Roster;
        var key = entry.Key ?? roster.KeyOf(entry.Object);
        return entry with
        {
            Key = key,
            Id = roster.IdOf(entry.Object),
            Name = key?.Name ?? roster.NameOf(entry.Object),
            Privileged = context.IsPrivileged(entry.Object),
        };
    }

    private static Entry Hold(Entry entry, string what, string why, string advice, Cause cause) =>
        entry with { Held = entry.Held.Add(new HeldChange(what, why, advice, cause.Span) { IsDue = cause.IsDue }) };

    private static Cause.Declared At(DeclaredResource declared) => new(declared.Span);
}
