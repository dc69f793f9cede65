using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Entra.Extensions;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Kept;
using Reconciler.Connectors.Entra.Organization;
using Reconciler.Connectors.Entra.Roles;
using Reconciler.Connectors.Entra.ServicePrincipals;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Entra as it can be read. What it holds can send GETs and <c>$batch</c> of GETs and nothing else.</summary>
internal sealed class EntraReader(EntraConnection connection) : IReadTarget
{
    private readonly Wire _wire = connection.NewWire();
    private bool _markSeen;

    public TargetDescriptor Descriptor { get; } = EntraSchema.Describe(connection);

    public async Task<Snapshot> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync(request, cancellationToken);
        }
        catch (StaleStateException)
        {
            // What was kept has been forgotten by now.
            return await OnceAsync(request, cancellationToken);
        }
    }

    private async Task<Snapshot> OnceAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var meter = new Meter();

        // What still asks when one of the parts has failed the whole is called off.
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        cancellationToken = reading.Token;
        try
        {
            var mark = await MarkWire.ResolveAsync(connection, _wire, cancellationToken);
            var snapshot = new Snapshot(request.Roster, request.Pool, Descriptor.Schema, connection.Time.GetUtcNow());
            var session = new ReadSession(connection, new GraphReadClient(_wire, meter, cancellationToken), snapshot, mark, request.Progress, request.Cache);
            await (request.Scope switch
            {
                ReadScope.Everything all => EverythingAsync(session, Task.FromResult(all), cancellationToken),
                ReadScope.Coming coming => EverythingAsync(session, coming.Scope, cancellationToken),
                ReadScope.Objects some => SomeAsync(session, some, cancellationToken),
                ReadScope.Find find => FindAsync(session, find, cancellationToken),
                var other => throw new InvalidOperationException($"{other} is no scope of a read"),
            });
            snapshot.Cost = meter.Cost with { Told = session.Told };
            return snapshot;
        }
        catch (WireException e)
        {
            throw GraphFaults.Unreachable(connection.Name, e);
        }
        catch (TokenException e)
        {
            throw new TargetException(connection.Name, GraphFaults.NotSignedIn(e));
        }
        catch (SecretException e)
        {
            throw new TargetException(connection.Name, new Fault("secret", e.Message, null, "make the secret readable where this command runs") { Status = 401 });
        }
        catch (JsonException e)
        {
            throw new TargetException(connection.Name, new Fault("unreadable", $"an answer is not JSON as documented: {e.Message}", null, "check directory.endpoint: something else may answer there"));
        }
        finally
        {
            await reading.CancelAsync();
        }
    }

    private async Task EverythingAsync(ReadSession session, Task<ReadScope.Everything> scope, CancellationToken cancellationToken)
    {
        var self = TokenClaims.Read(await _wire.TokenAsync(cancellationToken));
        var applications = new ApplicationClient(session);

        // Whatever is asked for travels together from the first envelope on: everyone is seated before anyone asks.
        var start = session.Client.Sit();
        var facts = OrganizationClient.ReadAsync(session, self);
        var people = MarkedAsync(session, scope, facts, cancellationToken);
        if (!scope.IsCompleted)
            start.Dispose();
        var all = await scope;
        var roles = all.Parts.Contains(UserSchema.Roles) ? new RoleClient(session) : null;
        var holders = roles?.ReadAsync(cancellationToken);
        var principals = all.Parts.Contains(Kind.ServicePrincipal.Name) ? PrincipalsAsync(session, cancellationToken) : Task.CompletedTask;
        var asked = all.Applications.IsEmpty ? null : applications.ListAsync(all.Applications, cancellationToken);
        start.Dispose();
        session.Snapshot.Facts = await facts;
        await Task.WhenAll(people, holders ?? Task.CompletedTask, principals, asked ?? Task.CompletedTask);
        CrossCheck.Users(session, session.Snapshot.AllLinks.SelectMany(l => l.Value.Ends).Select(e => e.To), "members, owners and managers");
        Keep(session);
        if (asked is not null)
            await ApplicationsAsync(session, applications, await asked, cancellationToken);
        if (holders is null || roles is null)
            return;
        session.Fold(roles.Write);
        var whole = await holders;
        Complete(session, UserSchema.Roles, whole.IsProven ? session.Snapshot.CompletenessOf(GroupSchema.Members) : whole);
    }

    /// <summary>
    /// Users and groups, once it is known whether the mark may be named: from a kept state and what changed since, else whole.
    /// Managers, which bear no mark, are asked for from the start.
    /// </summary>
    private static async Task MarkedAsync(ReadSession session, Task<ReadScope.Everything> scope, Task<TargetFacts> facts, CancellationToken cancellationToken)
    {
        using var seat = session.Client.Sit();
        var (users, groups) = (new UserClient(session), new GroupClient(session));
        var kept = KeptReading.Open(session);
        var managers = kept is null ? ManagersAsync(users, scope, cancellationToken) : null;
        Complete(session, Kind.Extension.Name, await ExtensionClient.ReadAsync(session, seat, null, cancellationToken));
        if (kept is not null && Serving(session, kept, users, groups, await facts) is { } withManagers)
        {
            await SinceAsync(session, seat, kept, users, groups, withManagers, cancellationToken);
            if ((await scope).Parts.Contains(UserSchema.Manager) != withManagers)
                throw kept.Stale();
            return;
        }

        var since = session.Cache is null ? null : await users.LatestAsync(seat);
        var people = UsersAsync(session, users, managers ?? ManagersAsync(users, scope, cancellationToken), cancellationToken);

        // Who reads already does not wait for those whose question is not known yet.
        if (!scope.IsCompleted)
            seat.Dispose();
        var all = await scope;
        using var late = session.Client.Sit();
        seat.Dispose();

        // Lists of members leave service principals out: where one is declared, it would never be seen.
        var way = MembershipWay.Choose(all.Expected, session.Client.Latency, EntraTariff.QuotaOf(all.Expected.Users));
        var lists = way.ByLists && !all.Parts.Contains(Kind.ServicePrincipal.Name);
        session.Told = lists || !way.ByLists ? way.Told : null;
        var groupsSince = session.Cache is null || !lists ? null : await groups.LatestAsync(late);
        var both = Task.WhenAll(people, GroupsAsync(session, groups, lists, cancellationToken));
        late.Dispose();
        var ends = await both;
        if (since is not null && ends is [{ Completeness.IsProven: true }, { Completeness.IsProven: true, Delta: { } walked }]
            && (lists ? groupsSince : walked) is { } listsSince)
            session.Kept = new KeptState(KeptState.StampOf(session, await facts, users, groups, all.Parts.Contains(UserSchema.Manager)), session.Snapshot.TakenAt, since, listsSince);
    }

    /// <summary>Whether managers are among what is kept; null where what is kept is of no use. What is wanted need not be known for that.</summary>
    private static bool? Serving(ReadSession session, KeptReading kept, UserClient users, GroupClient groups, TargetFacts facts) =>
        kept.Serves(KeptState.StampOf(session, facts, users, groups, managers: true)) ? true
        : kept.Serves(KeptState.StampOf(session, facts, users, groups, managers: false)) ? false
        : null;

    /// <summary>Null where nobody asks for managers.</summary>
    private static async Task<ChainEnd?> ManagersAsync(UserClient users, Task<ReadScope.Everything> scope, CancellationToken cancellationToken) =>
        (await scope).Parts.Contains(UserSchema.Manager) ? await users.ManagersAsync(cancellationToken) : null;

    /// <summary>Takes a kept state up and asks what changed since.</summary>
    /// <exception cref="StaleStateException">That was not told to its end; everything is to be read, into another snapshot.</exception>
    private static async Task SinceAsync(ReadSession session, ReadSeat seat, KeptReading kept, UserClient users, GroupClient groups, bool wantsManagers,
        CancellationToken cancellationToken)
    {
        kept.TakeUp();
        var following = kept.FollowAsync(users, groups, cancellationToken);
        var (people, lists) = (users.DeletedAsync(cancellationToken), groups.DeletedAsync(cancellationToken));
        seat.Dispose();
        var changes = await following;
        var (binOfUsers, binOfGroups) = (await people, await lists);
        session.Fold(session.Leavers.LeaveLists);
        foreach (var name in (ReadOnlySpan<string>)[Kind.User.Name, Kind.Group.Name, GroupSchema.Members, GroupSchema.Owners])
            Complete(session, name, kept.Proof(changes));
        if (wantsManagers)
            Complete(session, UserSchema.Manager, kept.Proof(changes));
        Complete(session, DeletedOf(Kind.User), binOfUsers.Completeness);
        Complete(session, DeletedOf(Kind.Group), binOfGroups.Completeness);
    }

    private static async Task<ChainEnd> UsersAsync(ReadSession session, UserClient client, Task<ChainEnd?> managers, CancellationToken cancellationToken)
    {
        var (whole, bin) = (client.AllAsync(cancellationToken), client.DeletedAsync(cancellationToken));
        var all = await whole;
        if (all.Refused is { } fault)
            throw new TargetException(session.Target, fault.Status == 403 ? fault with { Advice = "grant the app User.Read.All (application permission, with admin consent)" } : fault);
        Complete(session, Kind.User.Name, all.Completeness);
        session.Serves(session.Snapshot[Kind.User].Count);
        Complete(session, DeletedOf(Kind.User), (await bin).Completeness);
        if (await managers is not { } chain)
            return all;
        Complete(session, UserSchema.Manager, chain.Completeness);
        client.WriteManagers();
        CrossCheck.Users(session, client.Witnessed, "the delta of users");
        return all with { Completeness = session.Snapshot.CompletenessOf(UserSchema.Manager) is Completeness.Unproven doubt ? doubt : all.Completeness };
    }

    private static async Task<ChainEnd> GroupsAsync(ReadSession session, GroupClient client, bool lists, CancellationToken cancellationToken)
    {
        var (whole, bin) = (client.AllAsync(lists, cancellationToken), client.DeletedAsync(cancellationToken));
        var all = await whole;
        foreach (var name in (ReadOnlySpan<string>)[Kind.Group.Name, GroupSchema.Members, GroupSchema.Owners])
            Complete(session, name, all.Completeness);
        Complete(session, DeletedOf(Kind.Group), (await bin).Completeness);
        return all;
    }

    private static async Task PrincipalsAsync(ReadSession session, CancellationToken cancellationToken) =>
        Complete(session, Kind.ServicePrincipal.Name, (await new ServicePrincipalClient(session).AllAsync(cancellationToken)).Completeness);

    /// <summary>
    /// The asked applications, after users and groups: who is both an application and a member keeps the kind that the member list said.
    /// </summary>
    private static async Task ApplicationsAsync(ReadSession session, ApplicationClient client, (ImmutableArray<RemoteId> Found, ChainEnd End) listed, CancellationToken cancellationToken)
    {
        var whole = await client.ReadAsync(listed.Found, cancellationToken);
        var list = listed.End.Refused is { Status: 403 } refused
            ? new Completeness.Unproven($"{refused.Message} (request {refused.RequestId}): grant the app Application.Read.All (application permission, with admin consent)")
            : listed.End.Completeness;
        var proven = list.IsProven ? whole.IsProven ? list : whole : list;
        Complete(session, Kind.Application.Name, proven);
        Complete(session, ApplicationSchema.Assignments, proven);
        CrossCheck.Users(session, session.Snapshot.AllLinks.Where(l => l.Key.Link == ApplicationSchema.Assignments).SelectMany(l => l.Value.Ends).Select(e => e.To), "assignments");
    }

    private async Task SomeAsync(ReadSession session, ReadScope.Objects some, CancellationToken cancellationToken)
    {
        if (!await ReadsMoreAsync(session, some.Kind, null, cancellationToken))
            return;
        if (some.Kind == Kind.User && some.Links.Contains(UserSchema.Manager))
            Complete(session, UserSchema.Manager, await new UserClient(session).ManagersOfAsync(some.Ids, cancellationToken));
        Complete(session, some.Kind.Name, some.Kind switch
        {
            { Name: "user" } => await new UserClient(session).ByIdsAsync(some.Ids, cancellationToken),
            { Name: "group" } => await new GroupClient(session).ByIdsAsync(some.Ids, cancellationToken),
            { Name: "application" } => await new ApplicationClient(session).ByIdsAsync(some.Ids, cancellationToken),
            _ => await new ServicePrincipalClient(session).ByIdsAsync(some.Ids, cancellationToken),
        });
    }

    private async Task FindAsync(ReadSession session, ReadScope.Find find, CancellationToken cancellationToken)
    {
        if (!await ReadsMoreAsync(session, find.Kind, find.Value, cancellationToken))
            return;
        Complete(session, find.Kind.Name, find.Kind switch
        {
            { Name: "user" } => await new UserClient(session).FindAsync(find.Attribute, find.Value, cancellationToken),
            { Name: "group" } => await new GroupClient(session).FindAsync(find.Attribute, find.Value, cancellationToken),
            { Name: "application" } => await new ApplicationClient(session).FindAsync(find.Attribute, find.Value, cancellationToken),
            _ => await new ServicePrincipalClient(session).FindAsync(find.Attribute, find.Value, cancellationToken),
        });
    }

    /// <summary>Settles whether the mark exists, once; says whether there is more to read than extensions.</summary>
    private async Task<bool> ReadsMoreAsync(ReadSession session, Kind kind, string? name, CancellationToken cancellationToken)
    {
        using var seat = session.Client.Sit();
        if (kind == Kind.Extension || !_markSeen)
            Complete(session, Kind.Extension.Name, await ExtensionClient.ReadAsync(session, seat, kind == Kind.Extension ? name : null, cancellationToken));
        _markSeen |= session.MarkExists;
        session.MarkExists = _markSeen;
        return kind != Kind.Extension;
    }

    /// <summary>Keeps what was read whole and without a doubt, for the next time.</summary>
    private static void Keep(ReadSession session)
    {
        if (session.Kept is { } kept && session.Snapshot.CompletenessOf(Kind.User.Name).IsProven && !session.Snapshot.AnyDoubt)
            session.Fold(() => session.Cache?.Save(session.Target, StateForm.Write(kept, session.Snapshot)));
    }

    /// <summary>The name under which a snapshot says how the recycle bin of a kind was read.</summary>
    private static string DeletedOf(Kind kind) => $"deleted {kind.Name}";

    private static void Complete(ReadSession session, string name, Completeness completeness) =>
        session.Fold(() => session.Snapshot.Completed(name, completeness));
}
