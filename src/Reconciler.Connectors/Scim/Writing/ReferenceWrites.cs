using Reconciler.Core.Planning;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>Sets and clears links with one end, such as the manager.</summary>
internal static class ReferenceWrites
{
    public static async Task<OperationResult> SetAsync(ScimSteps steps, LinkEnds links) => links.Ends is [var end]
        ? await new UpdateWrites(steps, steps.Id).RunAsync([WireChange.Of(links.Link, steps.Shape, steps.IdOf(end))])
        : throw new InvalidOperationException($"operation {steps.Operation.Id} sets {links.Ends.Length} ends of {links.Link.Name}");

    /// <summary>Clearing takes whoever stands there, so look first: a successor is not ours to take away.</summary>
    public static async Task<OperationResult> ClearAsync(ScimSteps steps, LinkEnds links)
    {
        var (look, now) = await steps.Reads.OneAsync(steps.Shape.Part, steps.Id, CancellationToken.None);
        if (now is null)
            return look.Status is 404 or 410 ? steps.Of(new Outcome.AlreadyDone(), look) : steps.JudgeLook(look);
        var ours = links.Ends.Select(steps.IdOf).ToHashSet();
        return steps.Shape.EndsOf(now, links.Link.Name).Any(e => ours.Contains(e.Id))
            ? await new UpdateWrites(steps, steps.Id).RunAsync([WireChange.Of(links.Link, steps.Shape, null)])
            : steps.Of(new Outcome.AlreadyDone(), look);
    }
}
