using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>What happens to an account without access. Its claim is a line of the control file, written or by default; a doubt keeps everything.</summary>
internal sealed class AccountRemoval(AccountContext context)
{
    /// <summary>A linked account of a known person.</summary>
    public Entry Unassigned(Entry entry) => context.Scim.Unassigned switch
    {
        UnassignedAccounts.Keep => entry with { Change = new Change.Keep(KeepReason.Policy, "unassigned: keep") },
        UnassignedAccounts.Delete => Delete(entry, new Claim.Policy("unassigned: delete", context.Scim.UnassignedSpan)),
        _ => Close(entry, new Claim.Policy("unassigned: deactivate", context.Scim.UnassignedSpan)),
    };

    /// <summary>An account of nobody, where the control file says that such are closed.</summary>
    public Entry Unknown(Entry entry)
    {
        var claim = new Claim.Policy("unknown: deactivate", context.Scim.UnknownSpan);
        return Close(entry with { Cause = new Cause.Policy("unknown: deactivate", context.Scim.UnknownSpan) }, claim);
    }

    private Entry Close(Entry entry, Claim claim)
    {
        if (!context.IsOpen(entry.Object))
            return entry with { Change = new Change.Keep(KeepReason.Closed) };
        if (!context.Scim.Actions.HasFlag(AccountActions.Deactivate))
            return entry with { Change = new Change.Keep(KeepReason.Policy, "actions: without deactivate") };
        if (context.Doubt is { } doubt)
            return Withheld(entry, doubt);
        // Where closing is deleting, the plan says so.
        if (context.Scim.Profile.Users.Deactivation is { By: "delete" } or { Effect: "deletes" })
            return entry with { Change = new Change.Delete(claim), Effects = Effects.Deleted | Announced(entry) };
        return entry with
        {
            Change = new Change.Disable(claim, RevokeSessions: false, DeleteDue: null),
            Cells = [new CellChange(context.Enablement, context.Live(entry.Object, context.Enablement), AttributeValue.Of(false), entry.Cause)],
            Effects = Effects.Disabled | Announced(entry),
        };
    }

    private Entry Delete(Entry entry, Claim claim)
    {
        if (!context.Scim.Actions.HasFlag(AccountActions.Delete))
            return entry with { Change = new Change.Keep(KeepReason.Policy, "actions: without delete") };
        return context.Doubt is { } doubt ? Withheld(entry, doubt) : entry with { Change = new Change.Delete(claim), Effects = Effects.Deleted | Announced(entry) };
    }

    // Said only of what would go: what stays anyway is kept back by nothing.
    private static Entry Withheld(Entry entry, string doubt) => entry with { Change = new Change.Keep(KeepReason.Incomplete, doubt) };

    private static Effects Announced(Entry entry) => entry.Cause.IsAnnounced ? Effects.Announced : Effects.None;
}
