using System.Collections.Immutable;
using System.Text.Json;

namespace Reconciler.Emulator.Scim.Patch;

internal enum PatchVerb
{
    Add,
    Remove,
    Replace,
}

/// <summary>One operation of a PATCH; the verb may be written in any case.</summary>
internal sealed record PatchOperation(PatchVerb Verb, string? Path, JsonElement? Value)
{
    public const string Urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public static ImmutableArray<PatchOperation> ReadAll(JsonElement body)
    {
        if (!Member(body, "Operations", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw ScimException.InvalidSyntax("'Operations' must be an array with at least one operation");
        return [.. list.EnumerateArray().Select(Read)];
    }

    /// <summary>Names of messages are looked up without regard to case, like those of attributes.</summary>
    public static bool Member(JsonElement body, string name, out JsonElement value)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = member.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static PatchOperation Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidSyntax("An operation must be an object");
        var verb = Member(json, "op", out var op) && op.ValueKind == JsonValueKind.String ? op.GetString()?.ToLowerInvariant() : null;
        string? path = null;
        if (Member(json, "path", out var given) && given.ValueKind != JsonValueKind.Null)
            path = given.ValueKind == JsonValueKind.String ? given.GetString() : throw ScimException.InvalidPath("A path must be a string");
        JsonElement? value = Member(json, "value", out var found) ? found : null;
        return verb switch
        {
            "add" => new PatchOperation(PatchVerb.Add, path, value),
            "remove" => new PatchOperation(PatchVerb.Remove, path, value),
            "replace" => new PatchOperation(PatchVerb.Replace, path, value),
            null => throw ScimException.InvalidSyntax("An operation has no 'op'"),
            _ => throw ScimException.InvalidSyntax($"'{verb}' is not an operation; known are add, remove, replace"),
        };
    }
}
