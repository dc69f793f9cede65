using Reconciler.Emulator.Scim.Resources;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Entity tags (RFC 7644 §3.14, RFC 9110 §13): weak comparison, lists and <c>*</c>.</summary>
internal static class ScimPreconditions
{
    public static void Check(string? ifMatch, string? ifNoneMatch, ScimResource resource)
    {
        if (ifMatch is { Length: > 0 } && !Names(ifMatch, resource) || ifNoneMatch is { Length: > 0 } && Names(ifNoneMatch, resource))
            throw new ScimException(412, null, $"The resource has version {resource.ETag}");
    }

    public static bool Names(string tags, ScimResource resource) => tags.Split(',', StringSplitOptions.TrimEntries)
        .Any(t => t == "*" || Opaque(t) == Opaque(resource.ETag));

    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.OrdinalIgnoreCase) ? tag[2..] : tag;
}
