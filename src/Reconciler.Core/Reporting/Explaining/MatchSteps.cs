using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Match: which account of an application is a person's, and how that is known.</summary>
internal static class MatchSteps
{
    /// <summary>Conflicts over whose an account is; all others are over what is to be written to it.</summary>
    private static readonly ImmutableHashSet<string> OfIdentity = ["RC420", "RC421", "RC422", "RC423", "RC426"];

    public static bool IsOfIdentity(PairingConflict conflict) => OfIdentity.Contains(conflict.Code);

    public static MatchStep Of(AccountOfSubject account)
    {
        var roster = account.Context.Target.Roster;
        var isWanted = account.IsWanted;
        var tried = isWanted ? Tried(account) : [];
        if (account.Entry is not { } entry)
            return new MatchStep("none", account.Subject.IsInConflict ? "nobody is matched while the directory does not know who this is" : "no account, and none is wanted") { Tried = tried };
        var conflict = entry.Change is Change.Blocked { Why: var why } && IsOfIdentity(why) ? new ConflictRow(why.Code, why.Message, why.Advice) : null;
        var isUnlinked = entry.Change is Change.Keep { Why: KeepReason.Unlinked };
        return new MatchStep(isUnlinked ? "unlinked" : isWanted ? "assigned" : "unassigned", How(account, entry, conflict) + More(account.More))
        {
            Id = roster.IdOf(entry.Object)?.Value,
            Account = roster.IdOf(entry.Object) is null ? null : UserName(account, entry),
            Tried = tried,
            Conflict = conflict,
        };
    }

    private static string How(AccountOfSubject account, Entry entry, ConflictRow? conflict) => Effective(entry.Change) switch
    {
        _ when conflict is not null => "in doubt whose account it is",
        Change.Keep { Why: KeepReason.Unlinked } => "looks like this person's and was never linked by us: nothing is done to it",
        Change.Keep { Why: KeepReason.NotYetVisible } => "created by the last apply, and not visible yet",
        Change.Adopt { By: RecognisedBy.ByAttribute by } => $"found by {by.Attribute} {account.Context.Target.Pool[account.Context.Target[Kind.User].Cell(entry.Object, by.Attribute)]}, not linked until now",
        _ when account.Context.Target.Roster.IdOf(entry.Object) is null => "no account yet",
        _ => Linked(account, entry),
    };

    private static string Linked(AccountOfSubject account, Entry entry)
    {
        var external = account.Context.UserRows.FirstOrDefault(r => r.Row.Target.Is("externalId"));
        if (external is not null && account.Subject.Handle is { } person && external.Of(
            new Projection.PersonSource(account.Context.Outlook, person, isSoftDeleted: false, account.Context.Outlook.After(account.Context.Application).WaysOf(person)),
            account.Context.Evaluation, account.Context.Awaited(person)).Value is AttributeValue.Text wanted
            && account.Context.Same(external.Schema, account.Context.Live(entry.Object, external.Schema), wanted))
            return $"linked by externalId {wanted.Value}";
        return "linked: the ledger of an earlier apply says so";
    }

    // In the order in which the plan asked.
    private static ImmutableArray<TriedStep> Tried(AccountOfSubject account)
    {
        var live = new LiveIndex(account.Context.Target, Kind.User);
        var rows = account.Context.UserRows.Zip(account.Values).ToArray();
        var order = rows.Where(r => r.First.Row.Target.Is("externalId")).Concat(rows.Where(r => r.First.Row.Match is not null).OrderBy(r => r.First.Row.Match)).Distinct();
        return
        [
            .. order.Where(r => r.Second.Value is AttributeValue.Text or AttributeValue.Texts or AttributeValue.Pending).Select(r =>
                new TriedStep(r.First.Schema.Name, r.Second.Value.ToString(), r.Second.Value is AttributeValue.Pending ? 0 : live.With(r.First.Schema.Name, r.Second.Value).Count)),
        ];
    }

    private static string UserName(AccountOfSubject account, Entry entry) =>
        account.Context.Target.Schema[Kind.User].WithRole(Schemas.AttributeRole.Unique) is { } name
        && account.Context.Live(entry.Object, name) is { IsAbsent: false } value ? value.ToString() : account.Context.Target.Roster.NameOf(entry.Object);

    private static string More(int more) => more == 0 ? "" : more == 1 ? "; one more account looks like theirs" : $"; {more} more accounts look like theirs";

    private static Change Effective(Change change) => change is Change.Observed observed ? observed.Would : change;
}
