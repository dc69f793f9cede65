using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Writes;

/// <summary>The object that an <c>@odata.id</c> or <c>@odata.bind</c> URL names.</summary>
internal static class ReferenceUrl
{
    /// <summary>From a <c>$ref</c> body.</summary>
    public static DirectoryObject FromBody(Call call)
    {
        var body = call.ReadBody();
        if (!body.TryGetProperty("@odata.id", out var value) || value.ValueKind != JsonValueKind.String || value.GetString() is not { } url)
            throw Errors.BadRequest("Invalid URL format specified in '@odata.id' for the reference.");
        return Find(call, url);
    }

    public static DirectoryObject Find(Call call, string url)
    {
        var segments = GraphPath.Split(PathOf(url));
        if (segments.Length < 2)
            throw Errors.BadRequest($"Invalid URL format specified in '@odata.bind' for the reference '{url}'.");
        var (set, key) = (segments[^2], segments[^1]);
        ObjectKind? kind = set switch
        {
            "users" => ObjectKind.User,
            "groups" => ObjectKind.Group,
            "servicePrincipals" => ObjectKind.ServicePrincipal,
            "applications" => ObjectKind.Application,
            "directoryObjects" => null,
            _ => throw Errors.BadRequest($"Invalid URL format specified in '@odata.bind' for the reference '{url}'."),
        };
        var found = Lookup.Find(call, kind, key);
        return found is not null && call.Sees(found) ? found : throw Errors.NotFound(key);
    }

    private static string PathOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var absolute) || absolute.Scheme is not ("http" or "https"))
            return url;
        var path = absolute.AbsolutePath;
        return path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/beta/", StringComparison.OrdinalIgnoreCase) ? path[5..] : path;
    }
}
