using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.Http;

/// <summary>Finds live objects by the keys that URLs use.</summary>
internal static class Lookup
{
    /// <summary>By id, principal name or alternate key; null when there is none, whether or not readers would see it yet.</summary>
    public static DirectoryObject? Find(Call call, ObjectKind? kind, string key)
    {
        var found = Guid.TryParse(key, out var id) ? call.Store.FindLive(id) : ByName(call, kind, key);
        return found is not null && (kind is null ? ObjectKinds.DirectoryObjects.Contains(found.Kind) : found.Kind == kind) ? found : null;
    }

    /// <summary>The object readers see under this key, or 404.</summary>
    public static DirectoryObject Require(Call call, ObjectKind? kind, string key)
    {
        var found = Find(call, kind, key);
        return found is not null && call.Sees(found) ? found : throw Errors.NotFound(Shown(key));
    }

    public static string Shown(string key) => GraphPath.AlternateKey(key) is { } alternate ? alternate.Value : key;

    private static DirectoryObject? ByName(Call call, ObjectKind? kind, string key)
    {
        var keys = call.Store.Keys;
        if (GraphPath.AlternateKey(key) is not { } alternate)
            return kind == ObjectKind.User ? keys.UserByName(key) : null;
        return (kind, alternate.Name) switch
        {
            (ObjectKind.User, "userPrincipalName") => keys.UserByName(alternate.Value),
            (ObjectKind.Group or ObjectKind.Application, "uniqueName") => keys.ByUniqueName(kind.Value, alternate.Value),
            (ObjectKind.Application or ObjectKind.ServicePrincipal, "appId") => keys.ByAppId(kind.Value, alternate.Value),
            _ => throw Errors.OData($"Resource not found for the segment '{alternate.Name}'."),
        };
    }
}
