using Reconciler.Core.Mapping;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Evaluates the rows again whose values could not be known at plan: by now the person has an id, and what is left to chance may happen.</summary>
internal sealed class PendingValues(AccountContext context, Accounts accounts) : IPendingValues
{
    /// <summary>What the plan was computed from, for those who explain it.</summary>
    public AccountContext Context => context;

    public Accounts Accounts => accounts;

    public AttributeValue? Fill(Handle target, AttributeSchema attribute, RandomBytes randomness)
    {
        var rows = context.Target.Roster.KindOf(target) == Kind.Group ? context.GroupRows : context.UserRows;
        if (rows.FirstOrDefault(r => r.Schema == attribute) is not { } row || (accounts.PersonOf(target) ?? accounts.GroupOf(target)) is not { } subject)
            return null;
        if (context.Awaited(subject) is not null)
            return null;
        var source = new PersonSource(context.Outlook, subject, isSoftDeleted: false, context.Outlook.After(context.Application).WaysOf(subject));
        var value = row.Of(source, context.Evaluation with { Randomness = randomness }, null);
        return value.Flow == Flow.Value ? row.OnCreate(value) : null;
    }
}
