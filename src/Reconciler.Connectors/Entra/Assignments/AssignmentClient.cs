using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Assignments;

/// <summary>Reads who has which role of some applications: the first pages 20 in an envelope, each list to its end. A list that breaks off casts doubt on that one alone.</summary>
internal sealed class AssignmentClient(ReadSession session)
{
    public async Task ReadAsync(ImmutableArray<RemoteId> applications, CancellationToken cancellationToken)
    {
        var answers = await session.Client.GetAsync([.. applications.Select(GraphPath.AssignedTo)], cancellationToken);

        // What has more pages than one is read on in company, from the moment that all are seated.
        var start = session.Client.Sit();
        var lists = applications.Zip(answers, (application, answer) => ReadAsync(application, answer, cancellationToken)).ToArray();
        start.Dispose();
        await Task.WhenAll(lists);
    }

    private async Task ReadAsync(RemoteId application, Http.WireAnswer first, CancellationToken cancellationToken)
    {
        var ends = new List<LinkEnd>();
        var names = session.Known.RolesOf(application) ?? new RoleNames([]);
        var end = await Chain.WalkAsync(session, GraphPath.AssignedTo(application), "assignments", delta: false, Read, cancellationToken, first);
        session.Fold(() =>
        {
            var handle = session.Roster.Live(Kind.Application, application);
            session.Snapshot.SetLinks(ApplicationSchema.Assignments, handle, LinkSet.Of(ends));
            if (end.Completeness is Completeness.Unproven unproven)
                session.Snapshot.Doubt(ApplicationSchema.Assignments, handle, unproven.Why);
        });

        void Read(ref Utf8JsonReader reader)
        {
            var assignment = AssignmentJson.Read(ref reader);
            var role = names.NameOf(assignment.Role);
            var handle = session.Roster.Live(assignment.Kind, new RemoteId(assignment.Principal));
            if (assignment.Kind == Kind.ServicePrincipal)
                session.Roster.Label(handle, assignment.DisplayName);
            ends.Add(new LinkEnd(handle, session.Pool.Intern(role)));
            if (session.Roster.IdOf(handle) is { } principal)
                session.Known.Assigned(application, principal, role, assignment.Id);
        }
    }
}
