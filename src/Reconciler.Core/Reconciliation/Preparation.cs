using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>An operation that can be sent, or how it ended because it cannot.</summary>
internal sealed record Prepared(PendingOperation? Pending, Outcome? Ended = null, ImmutableArray<string> LeftOut = default);

/// <summary>Fills in what is known only by now: late values, creation ids, and which ends of lists exist.</summary>
internal sealed class Preparation(TargetPlan plan, string workspace, IRandomness randomness)
{
    private readonly CreationIds _creationIds = new(workspace, plan);

    public Prepared Of(Operation operation)
    {
        var roster = plan.Snapshot.Roster;
        if (LateValues.Fill(plan, operation, randomness) is not { } filled)
        {
            return new Prepared(null, new Outcome.Failed(new Fault("missing", "a value that was to be known by now is not: what it comes from does not exist", null,
                "See why that was not created; the next apply goes on from there.")), []);
        }

        switch (filled)
        {
            case Operation.Create create:
                var creationId = _creationIds.Of(create);
                var cells = create.Cells.Select(c => c.Attribute.Name == CreationIds.UniqueName && c.After is AttributeValue.Generated && roster.KeyOf(create.Object) is { } key
                    ? c with { After = AttributeValue.Of(DerivedValues.UniqueName(workspace, key, creationId)) }
                    : c).ToImmutableArray();
                var (links, missing) = Present(create.Links);
                return new Prepared(new PendingOperation(operation, create with { Cells = cells, Links = links }, creationId, missing));
            case Operation.Link link:
                var (ends, absent) = Present([link.Ends]);
                if (ends.IsEmpty && Creating(link.Ends) is { } need)
                    return new Prepared(null, new Outcome.Skipped(need), absent);

                if (ends.IsEmpty)
                {
                    return new Prepared(null, new Outcome.Failed(new Fault("missing", $"{string.Join(", ", absent)} does not exist", null,
                        "See why it was not created; the next apply adds the link.")), absent);
                }

                return new Prepared(new PendingOperation(operation, link with { Ends = ends[0] }, null, absent));
            default:
                return new Prepared(new PendingOperation(operation, filled, null, []));
        }
    }

    // The creation that an end waited for, and that did not come about.
    private OperationId? Creating(LinkEnds links)
    {
        foreach (var end in links.Ends)
        {
            if (plan.Operations.FirstOrDefault(o => o is Operation.Create && o.Object == end.To) is { } create)
                return create.Id;
        }

        return null;
    }

    private (ImmutableArray<LinkEnds> Links, ImmutableArray<string> Missing) Present(ImmutableArray<LinkEnds> links)
    {
        var roster = plan.Snapshot.Roster;
        var missing = links.SelectMany(l => l.Ends).Where(e => roster.IdOf(e.To) is null).Select(e => roster.NameOf(e.To)).ToImmutableArray();
        return missing.IsEmpty
            ? (links, missing)
            : ([.. links.Select(l => l with { Ends = l.Ends.RemoveAll(e => roster.IdOf(e.To) is null) }).Where(l => !l.Ends.IsEmpty)], missing);
    }
}
