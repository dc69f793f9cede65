using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>A person's account in one application, as its plan sees it.</summary>
internal sealed class AccountOfSubject
{
    public AccountOfSubject(Subject subject, TargetPlan plan, AccountContext context, Accounts accounts)
    {
        (Subject, Plan, Context, Accounts, Owners) = (subject, plan, context, accounts, new AccountOwners(context));
        var own = plan.Entries.Where(e => e.Kind == Kind.User && IsTheirs(e)).ToArray();
        // The one that is kept in step before any that is only theirs, or looks as if it were.
        Entry = own.OrderBy(e => e.Change is Change.Keep { Why: KeepReason.Unlinked }).ThenBy(e => subject.Handle is not { } person || accounts.AccountOf(person) != e.Object).FirstOrDefault();
        More = own.Length - (Entry is null ? 0 : 1);
        if (Entry is { Change: not (Change.Keep { Why: KeepReason.Unlinked } or Change.Blocked) } && Context.Target.Roster.IdOf(Entry.Object) is not null)
            Live = Entry.Object;
    }

    public Subject Subject { get; }

    public TargetPlan Plan { get; }

    public AccountContext Context { get; }

    public Accounts Accounts { get; }

    public AccountOwners Owners { get; }

    /// <summary>Null when the person has no account and gets none.</summary>
    public Entry? Entry { get; }

    /// <summary>Further accounts that are theirs or look like it.</summary>
    public int More { get; }

    /// <summary>The live account, where it is certainly theirs.</summary>
    public Handle? Live { get; }

    /// <summary>The mapping's values flow: the person has access, and the account is theirs or will be.</summary>
    public bool IsWanted => Subject.Handle is { } person && !Subject.IsInConflict
        && Standing.Of(Context.Outlook, Context.Application, Context.Scim.Users, person).IsWanted;

    public ImmutableArray<ProjectedValue> Values => Subject.Handle is { } person ? Context.Evaluate(Context.UserRows, person, isSoftDeleted: false) : [];

    private bool IsTheirs(Entry entry) =>
        entry.Key == Subject.Key
        || (Subject.Handle is { } person && !Subject.IsInConflict
            && (Accounts.PersonOf(entry.Object) == person
                || (entry.Change is Change.Keep { Why: KeepReason.Unlinked } && Owners.LooksLike(entry.Object)?.Person == person)));
}
