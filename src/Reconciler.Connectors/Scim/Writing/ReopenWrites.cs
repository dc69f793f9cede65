using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>Opens a closed account where that takes a POST of the same person; a 409 in answer makes it an update of what is found.</summary>
internal static class ReopenWrites
{
    public static bool Applies(ScimProfile profile, ImmutableArray<CellChange> cells) =>
        profile.Users.Deactivation.Reactivation == "create" && cells.Any(c => c.Attribute.Role == AttributeRole.Enablement && c.After == AttributeValue.Of(true));

    public static async Task<OperationResult> RunAsync(ScimSteps steps, ImmutableArray<WireChange> changes)
    {
        var (look, closed) = await steps.Reads.OneAsync(steps.Shape.Part, steps.Id, CancellationToken.None);
        if (closed is null)
            return steps.JudgeLook(look);
        var person = ResourceTree.Copy(closed.Json);
        foreach (var change in changes)
            ResourceTree.Set(person, change);
        ResourceTree.ForPut(person, steps.Profile, steps.Shape.Part, changes).Remove("id");
        var answer = await steps.Writes.PostAsync(steps.Shape, person);
        if (steps.IsTaken(answer))
            return await new UpdateWrites(steps, steps.Id).RunAsync(changes);
        if (!answer.IsSuccess)
            return steps.Judge(answer);
        var id = steps.Reads.Keep(answer, null)?.Id;
        if (id is { } other && other != steps.Id)
            return steps.Of(new Outcome.AcceptedNotApplied($"the service made a second account, {other}, beside {steps.Id}: say reactivation: update in the profile"), answer) with { CreatedId = other };
        var (missing, _, _) = await steps.MissingAsync(answer, steps.Id, changes);
        return steps.Of(missing.IsEmpty ? new Outcome.Applied() : new Outcome.AcceptedNotApplied($"these do not show: {string.Join(", ", missing.Select(c => c.Name))}"), answer);
    }
}
