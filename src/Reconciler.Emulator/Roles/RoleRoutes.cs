using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Roles;

internal static class RoleRoutes
{
    private const string DefinitionSet = "roleManagement/directory/roleDefinitions";
    private const string AssignmentSet = "roleManagement/directory/roleAssignments";

    public static Answer Handle(Call call) => (call.Method, call.Path[2..]) switch
    {
        ("GET", ["roleDefinitions"]) => Definitions(call).Answer(call),
        ("GET", ["roleDefinitions", "$count"]) => Definitions(call).Count(call),
        ("GET", ["roleDefinitions", var id]) => OneObject.Answer(call, Find(call, ObjectKind.RoleDefinition, id), DefinitionSet),
        ("GET", ["roleAssignments"]) => Assignments(call).Answer(call),
        ("GET", ["roleAssignments", "$count"]) => Assignments(call).Count(call),
        ("POST", ["roleAssignments"]) => Assign(call),
        ("GET", ["roleAssignments", var id]) => OneObject.Answer(call, Find(call, ObjectKind.RoleAssignment, id), AssignmentSet),
        ("DELETE", ["roleAssignments", var id]) => Delete(call, id),
        (_, ["roleDefinitions" or "roleAssignments"] or ["roleDefinitions" or "roleAssignments", _]) => throw Errors.WrongVerb(),
        _ => throw Errors.NotImplemented(),
    };

    private static Listing Definitions(Call call) =>
        new(call.Store.Live(ObjectKind.RoleDefinition), DefinitionSet) { Types = [RoleTypes.Definition] };

    private static Listing Assignments(Call call) =>
        new(call.Store.Live(ObjectKind.RoleAssignment), AssignmentSet) { Types = [RoleTypes.Assignment] };

    private static DirectoryObject Find(Call call, ObjectKind kind, string id) =>
        Lookup.Find(call, kind, id) is { } found && call.Sees(found) ? found : throw Errors.NotFound(id);

    private static Answer Assign(Call call)
    {
        var body = WriteBody.Read(call, RoleTypes.Assignment, isCreate: true);
        body.Require("principalId");
        body.Require("roleDefinitionId");
        body.SetDefault("directoryScopeId", "/");
        var principal = Lookup.Require(call, null, body.Text("principalId") ?? "");
        var role = Find(call, ObjectKind.RoleDefinition, body.Text("roleDefinitionId") ?? "");
        if (principal.Kind == ObjectKind.Group && principal.Flag("isAssignableToRole") != true)
            throw Errors.BadRequest("The group that is being assigned to the role must be created with isAssignableToRole set to true.");
        foreach (var handle in call.Store.Live(ObjectKind.RoleAssignment).Span)
        {
            var other = call.Store[handle];
            var same = Same(other.Text("principalId"), principal.Id)
                && Same(other.Text("roleDefinitionId"), role.Id)
                && other.Text("directoryScopeId") == body.Text("directoryScopeId");
            if (same)
                throw Errors.Conflicting();
        }

        var id = call.Tenant.NewId("roleAssignment");
        call.Commit(new PutChange(ObjectKind.RoleAssignment, id, ObjectValues.Empty.With(body.Values)));
        return call.Store.FindLive(id) is { } created
            ? OneObject.Created(call, created, AssignmentSet)
            : throw Errors.NotFound(id.ToString());
    }

    private static bool Same(string? text, Guid id) => Guid.TryParse(text, out var parsed) && parsed == id;

    private static Answer Delete(Call call, string id)
    {
        call.Commit(new PurgeChange(Find(call, ObjectKind.RoleAssignment, id).Id));
        return Answer.NoContent;
    }
}
