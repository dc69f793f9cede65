using System.Text.RegularExpressions;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Applications;

/// <summary>Directory extensions are registered on an application and then are properties of users and groups.</summary>
internal static partial class ExtensionProperties
{
    private static readonly string[] s_dataTypes = ["Binary", "Boolean", "DateTime", "Integer", "LargeInteger", "String"];
    private static readonly string[] s_targets = ["User", "Group", "AdministrativeUnit", "Application", "Device", "Organization"];

    public static Answer List(Call call, DirectoryObject application) => new Listing(Of(call, application), Set(application))
    {
        Types = [ApplicationTypes.ExtensionProperty],
    }.Answer(call);

    public static Answer Get(Call call, DirectoryObject application, string id) =>
        OneObject.Answer(call, Find(call, application, id), Set(application));

    public static Answer Create(Call call, DirectoryObject application)
    {
        var type = ApplicationTypes.ExtensionProperty;
        var body = WriteBody.Read(call, type, isCreate: true);
        body.Require("name");
        body.Require("dataType");
        body.Require("targetObjects");
        if (!s_dataTypes.Contains(body.Text("dataType"), StringComparer.Ordinal))
            throw Errors.InvalidValue("dataType", type.Resource);
        var targets = body.Texts("targetObjects") ?? [];
        if (targets.Length == 0 || targets.Any(t => !s_targets.Contains(t, StringComparer.Ordinal)))
            throw Errors.InvalidValue("targetObjects", type.Resource);
        var given = body.Text("name") ?? "";
        if (!Name().IsMatch(given))
            throw Errors.InvalidValue("name", type.Resource);
        var name = $"extension_{(application.Text("appId") ?? "").Replace("-", "", StringComparison.Ordinal)}_{given}";
        if (call.Store.Extensions.IsTaken(name))
            throw Taken($"An extension property exists with the name {name}.");
        body.Set("name", name);
        body.SetDefault("isMultiValued", ObjectValues.False);
        body.Set("isSyncedFromOnPremises", ObjectValues.False);
        var id = call.Tenant.NewId("extensionProperty");
        call.Commit(new PutChange(ObjectKind.ExtensionProperty, id, ObjectValues.Empty.With(body.Values), application.Id));
        return call.Store.FindLive(id) is { } created ? OneObject.Created(call, created, Set(application)) : throw Errors.NotFound(id.ToString());
    }

    public static Answer Delete(Call call, DirectoryObject application, string id)
    {
        call.Commit(new PurgeChange(Find(call, application, id).Id));
        return Answer.NoContent;
    }

    private static GraphException Taken(string message) => Errors.BadRequest(message, new ErrorDetail("ObjectConflict", message, "name"));

    private static string Set(DirectoryObject application) => $"applications('{application.Id}')/extensionProperties";

    private static HandleSet Of(Call call, DirectoryObject application)
    {
        var result = new HandleSet();
        foreach (var registration in call.Store.Extensions.Of(application))
            result.Add(registration.Handle);
        return result;
    }

    private static DirectoryObject Find(Call call, DirectoryObject application, string id) =>
        Guid.TryParse(id, out var guid) && call.Store.FindLive(guid) is { Kind: ObjectKind.ExtensionProperty } found && found.Parent == application
            ? found
            : throw Errors.NotFound(id);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
