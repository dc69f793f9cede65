using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Assignments;

/// <summary>Roles of applications that users, groups and service principals have, seen from either end.</summary>
internal static class AssignmentRoutes
{
    /// <summary><c>/servicePrincipals/{id}/appRoleAssignedTo</c>.</summary>
    public static Answer Granted(Call call, DirectoryObject resource, string[] rest) =>
        Handle(call, call.Store.Assignments.Of(resource), $"servicePrincipals('{resource.Id}')/appRoleAssignedTo", rest, resource);

    /// <summary><c>/users|groups|servicePrincipals/{id}/appRoleAssignments</c>.</summary>
    public static Answer Held(Call call, DirectoryObject principal, string[] rest) =>
        Handle(call, call.Store.Assignments.HeldBy(principal), $"{principal.Type.Set}('{principal.Id}')/appRoleAssignments", rest, principal);

    private static Answer Handle(Call call, HandleSet assignments, string set, string[] rest, DirectoryObject end) => (call.Method, rest) switch
    {
        ("GET", []) => All(assignments, set).Answer(call),
        ("POST", []) => AssignmentWrites.Create(call, end, set),
        ("GET", ["$count"]) => All(assignments, set).Count(call),
        ("GET", [var id]) => OneObject.Answer(call, Find(call, assignments, id), set),
        ("DELETE", [var id]) => Delete(call, Find(call, assignments, id)),
        (_, [_, var segment, ..]) => throw Errors.NoSegment(segment),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(HandleSet assignments, string set) => new(assignments, set)
    {
        Types = [ApplicationTypes.Assignment],
        Where = item => item.Ends is { } ends && ends.Principal.Presence == Presence.Live && ends.Resource.Presence == Presence.Live,
    };

    private static DirectoryObject Find(Call call, HandleSet assignments, string id) =>
        AssignmentId.Parse(id) is { } parsed && call.Store.FindLive(parsed.Assignment) is { } found && assignments.Contains(found.Handle)
            && found.Ends?.Principal.Id == parsed.Principal && call.Sees(found)
            ? found
            : throw Errors.NotFound(id);

    private static Answer Delete(Call call, DirectoryObject assignment)
    {
        call.Commit(new PurgeChange(assignment.Id));
        return Answer.NoContent;
    }
}
