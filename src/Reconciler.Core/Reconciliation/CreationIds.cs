using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Names creations so that the same creation has the same name in every run: a run that lost all of its files sends the idempotency key of the one
/// before it. What lies in the recycle bin under the same key, or holds the unique name already, leads to another one.
/// </summary>
internal sealed class CreationIds(string workspace, TargetPlan plan)
{
    private readonly Dictionary<Kind, LiveIndex> _live = [];

    /// <summary>8 hex digits.</summary>
    public string Of(Operation.Create create)
    {
        var key = plan.Snapshot.Roster.KeyOf(create.Object) ?? new ResourceKey(create.Kind, create.Name);
        if (!_live.TryGetValue(create.Kind, out var live))
            _live.Add(create.Kind, live = new LiveIndex(plan.Snapshot, create.Kind));
        var bin = live.WithMark(workspace, key.Name).Where(live.Table.IsDeleted).Select(r => plan.Snapshot.Roster.IdOf(live.Table.Rows[r])?.Value ?? "").Order(StringComparer.Ordinal);
        var said = string.Join('\n', [workspace, key.Kind.Name, key.Name.ToLowerInvariant(), plan.Snapshot.Facts.TenantId ?? "", plan.Target.Value, .. bin]);
        for (var trial = 0; ; trial++)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{said}\n{trial}")))[..8];
            // One who holds the name and was not recognised is somebody else: taken from another key, or released.
            if (live.Table.Schema.Find(UniqueName) is not { } unique || live.With(unique.Name, AttributeValue.Of(DerivedValues.UniqueName(workspace, key, id))).Count == 0)
                return id;
        }
    }

    public const string UniqueName = "uniqueName";
}
