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
        return Put(call, ObjectKind.ServicePrincipal, body);
    }

    public static Answer Update(Call call, DirectoryObject item)
    {
        var body = WriteBody.Read(call, item.Type, isCreate: false);
        call.Commit(new PutChange(item.Kind, item.Id, item.Values.With(body.Values)));
        return Answer.NoContent;
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
