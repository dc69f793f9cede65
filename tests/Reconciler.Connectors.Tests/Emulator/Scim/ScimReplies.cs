using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

internal static class ScimReplies
{
    public static JsonElement[] Resources(this Reply reply) => [.. reply.Json.GetProperty("Resources").EnumerateArray()];

    public static int Total(this Reply reply) => reply.Json.GetProperty("totalResults").GetInt32();

    /// <summary>A SCIM error of this status and scimType; an empty one is none.</summary>
    public static Reply Fails(this Reply reply, int status, string scimType = "")
    {
        reply.Is(status);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", reply.Json.GetProperty("schemas")[0].GetString());
        Assert.Equal(status.ToString(), reply.Json.GetProperty("status").GetString());
        Assert.Equal(scimType, reply.Json.TryGetProperty("scimType", out var type) ? type.GetString() : "");
        Assert.False(string.IsNullOrEmpty(reply.Json.GetProperty("detail").GetString()));
        return reply;
    }

    public static string? Text(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.ToString();
    }
}
