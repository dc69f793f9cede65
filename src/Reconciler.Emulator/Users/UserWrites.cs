using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Users;

internal static class UserWrites
{
    private static readonly string[] s_required = ["accountEnabled", "displayName", "mailNickname", "userPrincipalName"];

    /// <summary>What may still be written on a user mastered on premises.</summary>
    private static readonly string[] s_cloudOwned = ["usageLocation", "passwordPolicies", "preferredDataLocation"];

    public static Answer Create(Call call)
    {
        var body = WriteBody.Read(call, UserType.Type, isCreate: true, "manager");
        foreach (var property in s_required)
            body.Require(property);
        var name = body.Text("userPrincipalName") ?? "";
        PrincipalName.Check(call, name, except: null);
        if (call.Tenant.Organization.FindDomain(name.Split('@')[^1]) is { IsFederated: true })
            body.Require("onPremisesImmutableId");
        else
            Password.RequireInitial(call, body, name);
        CheckNickname(body);
        CheckMail(call, body, null);
        var managers = body.Bound("manager").Select(url => ReferenceUrl.Find(call, url)).ToList();
        foreach (var manager in managers)
            ManagerLinks.Check(null, manager);
        var now = StateWriter.Time(call.Now);
        body.SetDefault("userType", "Member");
        body.Set("createdDateTime", now);
        body.Set("lastPasswordChangeDateTime", now);
        body.Set("signInSessionsValidFromDateTime", now);
        Password.Forget(body);
        var id = call.Tenant.NewId("user");
        call.Commit(new PutChange(ObjectKind.User, id, ObjectValues.Empty.With(body.Values)));
        if (call.Store.FindLive(id) is not { } user)
            throw Errors.NotFound(id.ToString());
        foreach (var manager in managers)
            ManagerLinks.Commit(call, user, manager);
        return OneObject.Created(call, user, "users");
    }

    public static Answer Update(Call call, DirectoryObject user)
    {
        var body = WriteBody.Read(call, UserType.Type, isCreate: false, "manager");
        RefuseSynced(call, user, body);
        if (body.Has("employeeHireDate"))
            throw Errors.Denied();
        var name = body.Text("userPrincipalName") ?? user.Text("userPrincipalName") ?? "";
        if (body.Has("userPrincipalName"))
            PrincipalName.Check(call, name, user);
        Password.CheckNew(call, body, name);
        CheckNickname(body);
        CheckMail(call, body, user);
        Merge(user, body);
        if (Password.IsSet(body))
            body.Set("lastPasswordChangeDateTime", StateWriter.Time(call.Now));
        Password.Forget(body);
        var managers = body.Bound("manager").Select(url => ReferenceUrl.Find(call, url)).ToList();
        foreach (var manager in managers)
            ManagerLinks.Check(user, manager);
        if (body.Values.Count > 0)
            call.Commit(new PutChange(ObjectKind.User, user.Id, user.Values.With(body.Values)));
        foreach (var manager in managers)
            ManagerLinks.Commit(call, user, manager);
        return Answer.NoContent;
    }

    public static Answer RevokeSessions(Call call, DirectoryObject user)
    {
        call.Commit(new PutChange(ObjectKind.User, user.Id,
            user.Values.With(UserType.Type["signInSessionsValidFromDateTime"], StateWriter.Time(call.Now))));
        return call.Switches.RevokeAnswersNoContent ? Answer.NoContent : Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("Edm.Boolean"));
            writer.WriteBoolean("value", true);
            writer.WriteEndObject();
        });
    }

    private static void CheckNickname(WriteBody body)
    {
        if (body.Text("mailNickname") is { } nickname && !Nickname.IsValid(nickname))
            throw Errors.InvalidValue("mailNickname", "User");
    }

    private static void CheckMail(Call call, WriteBody body, DirectoryObject? except)
    {
        if (body.Text("mail") is { } mail && call.Store.Keys.ByAddress(mail) is { } holder && holder != except)
            throw Errors.InUse("proxyAddresses");
    }

    private static void RefuseSynced(Call call, DirectoryObject user, WriteBody body)
    {
        bool IsMastered(PropertyDefinition property) => property.IsExtension
            ? !call.Switches.ExtensionsWritableWhenSynced
            : !s_cloudOwned.Contains(property.Name, StringComparer.Ordinal);

        if (user.Flag("onPremisesSyncEnabled") == true && body.Values.Any(v => IsMastered(v.Key)))
            throw Errors.OnPremises();

        if (user.Flag("onPremisesSyncEnabled") == false && body.Has("onPremisesExtensionAttributes"))
            throw Errors.BadRequest("Unable to update the specified properties for objects that have originated within an external service.");
    }

    /// <summary>Extension attributes merge by member; the organizational data do not: what is not sent becomes null.</summary>
    private static void Merge(DirectoryObject user, WriteBody body)
    {
        JsonElement? Now(string property) => user.Values[UserType.Type[property]] as JsonElement?;

        if (body.Structure("onPremisesExtensionAttributes") is { } attributes)
            body.Set("onPremisesExtensionAttributes", Structures.Merge(Now("onPremisesExtensionAttributes"), attributes));
        if (body.Structure("employeeOrgData") is { } data)
            body.Set("employeeOrgData", Structures.Complete(data, "costCenter", "division"));
        if (body.Structure("passwordProfile") is { } profile)
            body.Set("passwordProfile", Structures.Merge(Now("passwordProfile"), profile));
    }
}
