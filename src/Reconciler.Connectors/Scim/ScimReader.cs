using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Listing;
using Reconciler.Connectors.Scim.Reading;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>A SCIM service as it can be read. What it holds can send GETs and nothing else.</summary>
internal sealed class ScimReader(ScimConnection connection) : IReadTarget
{
    private readonly Wire _wire = connection.NewWire();
    private readonly ScimShapes _shapes = new(connection);

    public TargetDescriptor Descriptor => _shapes.Descriptor;

    public async Task<Snapshot> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var meter = new Meter();
        var client = new ScimReadClient(connection, _wire, meter);
        try
        {
            var snapshot = new Snapshot(request.Roster, request.Pool, Descriptor.Schema, connection.Time.GetUtcNow());
            var session = new ScimSession(client, _shapes, snapshot, request.Progress);
            await (request.Scope switch
            {
                ReadScope.Everything or ReadScope.Coming => EverythingAsync(session, cancellationToken),
                ReadScope.Objects some => SomeAsync(session, some, cancellationToken),
                ReadScope.Find find => FindAsync(session, find, cancellationToken),
                var other => throw new InvalidOperationException($"{other} is no scope of a read"),
            });
            snapshot.Cost = meter.Cost;
            return snapshot;
        }
        catch (WireException e)
        {
            throw new TargetException(connection.Name, client.Faults.Unreachable(e));
        }
        catch (TokenException e)
        {
            throw new TargetException(connection.Name, client.Faults.NotSignedIn(e));
        }
        catch (SecretException e)
        {
            throw new TargetException(connection.Name, ScimFaults.Secret(e));
        }
        catch (JsonException e)
        {
            throw new TargetException(connection.Name, client.Faults.Unreadable(e));
        }
    }

    private static async Task EverythingAsync(ScimSession session, CancellationToken cancellationToken)
    {
        var groups = session.Holds(Kind.Group) ? session[Kind.Group] : null;
        var members = groups?.Schema.Links.FirstOrDefault(ScimShapes.IsMembers) is { } link ? new MemberReads(session, link) : null;

        var users = session[Kind.User];
        var known = KnownUsers(session);
        var only = "";
        var whole = await session.Lister.AllAsync(new ListQuery(users.Part), user =>
        {
            if (user.Id is not { } id)
                return;
            session.Fold(users, user, id);
            members?.User(user, id);
            only = users.LabelOf(user) ?? "";
        }, session.Telling("users"), cancellationToken);
        Complete(session, users, Distrusted(session.Snapshot[Kind.User].Count, known, only) ?? whole);

        if (groups is null)
            return;
        var query = new ListQuery(groups.Part) { Excluded = members is { FromListing: false } && session.Profile.Projection.ExcludedAttributes ? "members" : null };
        Complete(session, groups, await session.Lister.AllAsync(query, group =>
        {
            if (group.Id is { } id)
                members?.Group(session.Fold(groups, group, id), group, id);
        }, session.Telling("groups"), cancellationToken));
        if (members is not null)
        {
            var read = await members.ReadAsync(cancellationToken);
            session.Complete("members", read);
        }
    }

    private static async Task SomeAsync(ScimSession session, ReadScope.Objects some, CancellationToken cancellationToken)
    {
        var shape = session[some.Kind];
        var members = shape.Schema.Links.FirstOrDefault(ScimShapes.IsMembers) is { } link ? new MemberReads(session, link, single: true) : null;
        var completeness = new Completeness.Proven("by id");
        foreach (var slice in some.Ids.Chunk(Math.Max(1, session.Profile.Http.Concurrency) * 8))
        {
            await Task.WhenAll(slice.Select(async id =>
            {
                var (answer, resource) = await session.Client.OneAsync(shape.Part, id, cancellationToken);
                if (resource is not null)
                {
                    var handle = session.Fold(shape, resource, id);
                    lock (session)
                        members?.Group(handle, resource, id);
                }
                else if (!await IsGoneAsync(session, shape, id, answer, cancellationToken))
                {
                    throw answer.IsSuccess
                        ? session.Client.Faults.NotUnderstood(answer, $"{shape.Part.Endpoint}/{id}", "it is not the object of that id")
                        : session.Client.Faults.Refused(answer, $"{shape.Part.Endpoint}/{id}");
                }
            }));
        }

        Complete(session, shape, completeness);
        if (members is not null)
            session.Complete("members", await members.ReadAsync(cancellationToken));
    }

    /// <summary>Whether "not found" is meant; a status that means other things too is confirmed by a filter.</summary>
    private static async Task<bool> IsGoneAsync(ScimSession session, ResourceShape shape, RemoteId id, WireAnswer answer, CancellationToken cancellationToken) =>
        answer.Status is 404 or 410 || (session.Profile.Errors.NotFound.Contains(answer.Status)
            && (await new Finder(session.Client, session.Lister).FindAsync(shape, "id", id.Value, cancellationToken)) is { Objects.IsEmpty: true, Completeness.IsProven: true });

    private static async Task FindAsync(ScimSession session, ReadScope.Find find, CancellationToken cancellationToken)
    {
        var shape = session[find.Kind];
        var found = await new Finder(session.Client, session.Lister).FindAsync(shape, find.Attribute, find.Value, cancellationToken);
        foreach (var resource in found.Objects)
        {
            if (resource.Id is { } id)
                session.Fold(shape, resource, id);
        }

        session.Complete(shape.Kind.Name, found.Completeness);
    }

    private static void Complete(ScimSession session, ResourceShape shape, Completeness completeness)
    {
        session.Complete(shape.Kind.Name, completeness);
        foreach (var link in shape.Schema.Links.Where(l => !ScimShapes.IsMembers(l)))
            session.Complete(link.Name, completeness);
    }

    /// <summary>Some services answer a listing without filter by one made-up person.</summary>
    private static Completeness? Distrusted(int count, int known, string only) => count == 1 && (known > 1 || only.StartsWith("synthesis", StringComparison.OrdinalIgnoreCase))
        ? new Completeness.Unproven($"the listing shows {only} alone{(known > 1 ? $", and {known} users were known before" : ", which looks made up")}")
        : null;

    private static int KnownUsers(ScimSession session)
    {
        var (roster, count) = (session.Snapshot.Roster, 0);
        for (var i = 0; i < roster.Count; i++)
        {
            if (roster.KindOf(new Handle(i)) == Kind.User && roster.IdOf(new Handle(i)) is not null)
                count++;
        }

        return count;
    }
}
