using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Applications;

internal static class ApplicationWrites
{
    public static Answer Create(Call call)
    {
        var body = WriteBody.Read(call, ApplicationTypes.Application, isCreate: true);
        body.Require("displayName");
        if (body.Text("uniqueName") is { } name && call.Store.Keys.ByUniqueName(ObjectKind.Application, name) is not null)
            throw Errors.InUse("uniqueName");
        body.Set("appId", call.Tenant.NewId("appId").ToString());
        body.Set("createdDateTime", StateWriter.Time(call.Now));
        body.Set("publisherDomain", call.Tenant.Organization.Domains.First(d => d.IsInitial).Name);
        body.SetDefault("signInAudience", "AzureADMyOrg");
        AppRoles.Check(body, null);
        return Put(call, ObjectKind.Application, body);
    }

    public static Answer CreatePrincipal(Call call)
    {
        var body = WriteBody.Read(call, ApplicationTypes.ServicePrincipal, isCreate: true);
        body.Require("appId");
        var appId = body.Text("appId") ?? "";
        if (call.Store.Keys.ByAppId(ObjectKind.ServicePrincipal, appId) is not null)
        {
            throw new GraphException(409, Errors.BadRequestCode, "The service principal cannot be created, updated, or restored because "
                + $"the service principal name {appId} is already in use.");
        }

        var application = call.Store.Keys.ByAppId(ObjectKind.Application, appId)
            ?? throw Errors.BadRequest($"The appId '{appId}' of the service principal does not reference a valid application object.");
        body.Set("appDisplayName", application.Text("displayName"));
        body.SetDefault("displayName", application.Text("displayName"));
        body.SetDefault("accountEnabled", ObjectValues.True);
        body.SetDefault("appRoleAssignmentRequired", ObjectValues.False);
        body.Set("appOwnerOrganizationId", call.Tenant.Organization.Id.ToString());
        body.Set("servicePrincipalType", "Application");
        body.SetDefault("servicePrincipalNames", new[] { appId });
        body.Set("appRoles", application.Values[ApplicationTypes.Application["appRoles"]]);
        return Put(call, ObjectKind.ServicePrincipal, body);
    }

    public static Answer Update(Call call, DirectoryObject item)
    {
        var body = WriteBody.Read(call, item.Type, isCreate: false);
        if (item.Kind == ObjectKind.Application)
            AppRoles.Check(body, item);
        call.Commit(new PutChange(item.Kind, item.Id, item.Values.With(body.Values)));
        if (item.Kind == ObjectKind.Application && (body.Has("appRoles") || body.Has("displayName")))
            Follow(call, item);
        return Answer.NoContent;
    }

    /// <summary>The service principal's copy follows its application, and what granted a role that is gone goes with it.</summary>
    private static void Follow(Call call, DirectoryObject application)
    {
        if (call.Store.Keys.ByAppId(ObjectKind.ServicePrincipal, application.Text("appId") ?? "") is not { } principal)
            return;
        var type = ApplicationTypes.ServicePrincipal;
        var name = application.Text("displayName");
        var values = principal.Values
            .With(type["appRoles"], application.Values[ApplicationTypes.Application["appRoles"]])
            .With(type["appDisplayName"], name);
        if (principal.Text("displayName") == principal.Text("appDisplayName"))
            values = values.With(type["displayName"], name);
        call.Commit(new PutChange(principal.Kind, principal.Id, values));
        var kept = AppRoles.Of(principal).Select(r => r.Id).Append(Guid.Empty).ToHashSet();
        foreach (var handle in call.Store.Assignments.Of(principal).ToArray())
        {
            if (Guid.TryParse(call.Store[handle].Text("appRoleId"), out var role) && !kept.Contains(role))
                call.Commit(new PurgeChange(call.Store[handle].Id));
        }
    }

    private static Answer Put(Call call, ObjectKind kind, WriteBody body)
    {
        var id = call.Tenant.NewId(StateTypes.Name(kind));
        call.Commit(new PutChange(kind, id, ObjectValues.Empty.With(body.Values)));
        return call.Store.FindLive(id) is { } created
            ? OneObject.Created(call, created, ObjectKinds.TypeOf(kind).Set)
            : throw Errors.NotFound(id.ToString());
    }
}
