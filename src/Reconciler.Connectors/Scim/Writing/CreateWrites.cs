using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>Creates objects. A POST may have been done although nothing good was heard of it, so whoever comes a second time looks first.</summary>
internal static class CreateWrites
{
    private const string ExternalId = "externalId";

    public static async Task<OperationResult> RunAsync(ScimSteps steps, Operation.Create create)
    {
        var shape = steps.Shape;
        ImmutableArray<WireChange> changes = [.. create.Cells.Where(c => !c.After.IsAbsent).Select(c => WireChange.Of(c, shape, steps.Connection))];
        if ((steps.Number > 1 || !HoldsItsName(shape)) && await FoundAsync(steps, create, changes) is { } settled)
            return settled;

        var body = ResourceTree.ForCreate(shape.Part, changes);
        foreach (var links in create.Links)
            body[shape[links.Link.Name].Attribute] = new JsonArray([.. links.Ends.Select(e => (JsonNode?)MemberJson.Of(steps, e))]);
        var answer = await steps.Writes.PostAsync(shape, body);
        if (answer.Status == 413 && create.Links.Length > 0)
            return await WithoutLinksAsync(steps, create);
        if (!answer.IsSuccess)
            return steps.Judge(answer);
        return await ProveAsync(steps, create, changes, answer);
    }

    private static async Task<OperationResult> ProveAsync(ScimSteps steps, Operation.Create create, ImmutableArray<WireChange> changes, WireAnswer answer)
    {
        var id = steps.Reads.Keep(answer, null)?.Id ?? IdIn(answer.Location, steps.Shape.Part.Endpoint) ?? (await LookAsync(steps, create) is [var only] ? only.Id : null);
        if (id is not { } made)
        {
            return steps.Of(answer.Status == 202
                ? new Outcome.AcceptedNotApplied("the service has taken the order for later (202), and the object does not show yet")
                : new Outcome.Unknown(new Fault("noId", "the service says that it is done, without an id, and the object is not found", answer.RequestId, "the next run finds out what happened")), answer);
        }

        steps.Memory.Made.TryAdd(made, true);
        ImmutableArray<WireChange> all = [.. changes, .. create.Links.Select(l => Ends(steps, l))];
        return steps.Of(await ShownAsync(), answer) with { CreatedId = made };

        async Task<Outcome> ShownAsync()
        {
            try
            {
                var (missing, seen, back) = await steps.MissingAsync(answer, made, all);
                return seen is null ? new Outcome.AcceptedNotApplied($"it was created as {made} and cannot be read back ({back.Status})")
                    : missing.IsEmpty ? new Outcome.Applied()
                    : new Outcome.AcceptedNotApplied($"it was created as {made}, and these do not show: {Names(missing)}");
            }
            catch (WireException e)
            {
                return new Outcome.AcceptedNotApplied($"it was created as {made} and cannot be read back: {e.Message}");
            }
        }
    }

    /// <summary>What an earlier attempt may have made, or what stands in the way; null = nothing does.</summary>
    private static async Task<OperationResult?> FoundAsync(ScimSteps steps, Operation.Create create, ImmutableArray<WireChange> changes)
    {
        var found = await LookAsync(steps, create);
        if (found.IsEmpty)
            return null;
        // Only a key of ours tells our own from another's.
        var ours = steps.Number > 1 && found is [{ Id: not null }] && changes.FirstOrDefault(c => c.Path.Is(ExternalId)) is { } key && key.Shows(found[0]) ? found[0].Id : null;
        if (ours is not { } id)
        {
            return steps.Of(new Outcome.Conflict(new Fault("uniqueness", $"{found.Length} object{(found.Length == 1 ? "" : "s")} of that name stand{(found.Length == 1 ? "s" : "")} there already",
                null, "plan again: it is adopted by match, or shown as a conflict")));
        }

        steps.Memory.Made.TryAdd(id, true);
        return steps.Of(new Outcome.Applied()) with { CreatedId = id };
    }

    private static async Task<ImmutableArray<ScimResource>> LookAsync(ScimSteps steps, Operation.Create create)
    {
        var name = steps.Operation.Kind == Kind.Group ? "displayName" : "userName";
        var value = create.Cells.FirstOrDefault(c => steps.Shape[c.Attribute.Name].Is(name))?.After as AttributeValue.Text;
        if (value is null)
            return [];
        // The plan has read the whole of it; only after an attempt of our own is a listing worth it.
        return steps.Number > 1 || steps.Writes.HasSent
            ? (await steps.Finder.FindAsync(steps.Shape, name, value.Value, CancellationToken.None)).Objects
            : (await steps.Finder.GlanceAsync(steps.Shape, name, value.Value, CancellationToken.None)).Objects;
    }

    /// <summary>A body that is too large with its members goes without them; they follow in smaller parts.</summary>
    private static async Task<OperationResult> WithoutLinksAsync(ScimSteps steps, Operation.Create create)
    {
        var made = await RunAsync(steps, create with { Links = [] });
        if (made is not { Outcome: Outcome.Applied, CreatedId: { } id })
            return made;
        foreach (var links in create.Links)
        {
            var added = await new MemberWrites(steps, links, id).AddAsync();
            if (!added.Outcome.Succeeded)
                return added with { CreatedId = id, Outcome = new Outcome.AcceptedNotApplied($"it was created as {id} without its {links.Link.Name}, too many for one request, and they could not follow") };
        }

        return made;
    }

    private static WireChange Ends(ScimSteps steps, LinkEnds links)
    {
        var ids = links.Ends.Select(steps.IdOf).ToHashSet();
        var isReadable = MemberWrites.IsReadable(steps.Profile);
        return new WireChange(links.Link.Name, steps.Shape[links.Link.Name], r => !isReadable || ids.IsSubsetOf(steps.Shape.EndsOf(r, links.Link.Name).Select(e => e.Id)));
    }

    /// <summary>Whether the service itself refuses a second object of the name.</summary>
    private static bool HoldsItsName(ResourceShape shape) => shape.Part.Attribute(shape.Kind == Kind.Group ? "displayName" : "userName").UniqueOnServer;

    private static RemoteId? IdIn(string? location, string endpoint)
    {
        var at = location?.LastIndexOf(endpoint + "/", StringComparison.OrdinalIgnoreCase) ?? -1;
        var id = location is null || at < 0 ? "" : location[(at + endpoint.Length + 1)..].TrimEnd('/');
        return id.Length > 0 && !id.Contains('/', StringComparison.Ordinal) ? new RemoteId(Uri.UnescapeDataString(id)) : null;
    }

    private static string Names(IEnumerable<WireChange> changes) => string.Join(", ", changes.Select(c => c.Name));
}
