using System.Text.Json.Nodes;
using Reconciler.Core.Model;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>One operation of a PATCH (RFC 7644 §3.5.2).</summary>
/// <param name="HasValue">Whether <c>value</c> is written at all; a null is one.</param>
internal sealed record PatchOp(string Op, string? Path, JsonNode? Value, bool HasValue)
{
    private const string Message = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public static PatchOp Add(string? path, JsonNode? value) => new("add", path, value, true);

    public static PatchOp Replace(string? path, JsonNode? value) => new("replace", path, value, true);

    public static PatchOp Remove(string path) => new("remove", path, null, false);

    public static JsonObject Body(IEnumerable<PatchOp> operations, ScimProfile profile) => new()
    {
        ["schemas"] = new JsonArray(JsonValue.Create(Message)),
        ["Operations"] = new JsonArray([.. operations.Select(o => (JsonNode?)o.Json(profile.Patch.CapitalOps))]),
    };

    private JsonObject Json(bool capital)
    {
        var json = new JsonObject { ["op"] = capital ? char.ToUpperInvariant(Op[0]) + Op[1..] : Op };
        if (Path is not null)
            json["path"] = Path;
        if (HasValue)
            json["value"] = Value?.DeepClone();
        return json;
    }
}
