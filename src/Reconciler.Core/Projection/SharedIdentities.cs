using System.Collections.Immutable;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>People whom a mapping gives one identity: they would share one account.</summary>
internal static class SharedIdentities
{
    public static Dictionary<Handle, PairedAccount> Among(AccountContext context, IReadOnlyCollection<(Handle Person, ImmutableArray<ProjectedValue> Values)> wanted)
    {
        var conflicts = new Dictionary<Handle, PairedAccount>();
        for (var i = 0; i < context.UserRows.Length; i++)
        {
            var row = context.UserRows[i];
            if (row.Schema.Role != AttributeRole.Unique && !row.Row.Target.Is("externalId"))
                continue;
            foreach (var same in wanted.Where(w => w.Values[i].Value is AttributeValue.Text).GroupBy(w => row.Normal(w.Values[i].Value.ToString()), StringComparer.Ordinal))
            {
                var people = same.ToArray();
                for (var at = 0; people.Length > 1 && at < people.Length; at++)
                {
                    var other = people[at == 0 ? 1 : 0].Person;
                    conflicts[people[at].Person] = new PairedAccount.Conflict(null,
                        AccountConflicts.SameIdentity(row.Schema.Name, people[at].Values[i].Value.ToString(), context.NameOf(other)));
                }
            }
        }

        return conflicts;
    }
}
