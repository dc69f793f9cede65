using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.Connectors.Tests.Emulator;

/// <summary>Microsoft's description of Graph v1.0: finds what an answer must look like and tells where it does not.</summary>
internal sealed class Contract
{
    private const string Prefix = "microsoft.graph.";
    private readonly JsonElement _paths;
    private readonly JsonElement _schemas;
    private readonly List<(string[] Segments, JsonElement Path)> _templates;

    public Contract(string file)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
        _paths = root.GetProperty("paths");
        _schemas = root.GetProperty("components").GetProperty("schemas");
        _templates = [.. _paths.EnumerateObject().Select(p => (Split(p.Name), p.Value))];
    }

    /// <summary>Everything in this answer that the contract does not allow.</summary>
    public List<string> Check(string method, string path, Reply reply)
    {
        var faults = new List<string>();
        var operation = Operation(method, path.Split('?')[0], faults);
        if (operation is not { } found || reply.Text.Length == 0 || !reply.Headers["Content-Type"].StartsWith("application/json", StringComparison.Ordinal))
            return faults;
        if (reply.Status >= 400)
        {
            var error = reply.Json.GetProperty("error");
            foreach (var name in (string[])["code", "message", "innerError"])
            {
                if (!error.TryGetProperty(name, out _))
                    faults.Add($"error without {name}");
            }
        }
        else if (found.GetProperty("responses").GetProperty("2XX").TryGetProperty("content", out var content))
        {
            Value(reply.Json, content.GetProperty("application/json").GetProperty("schema"), "", faults);
        }

        return faults;
    }

    /// <summary>The names of a type's own and inherited properties.</summary>
    public Dictionary<string, JsonElement> Properties(string type)
    {
        var result = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        for (string? name = type; name is not null;)
        {
            var schema = _schemas.GetProperty(name);
            foreach (var property in schema.TryGetProperty("properties", out var own) ? own.EnumerateObject() : default)
                result.TryAdd(property.Name, property.Value);
            name = schema.TryGetProperty("x-base", out var next) ? next.GetString() : null;
        }

        return result;
    }

    private JsonElement? Operation(string method, string path, List<string> faults)
    {
        var segments = Split("/" + path.TrimStart('/'));
        var best = _templates.Where(t => Matches(t.Segments, segments)).OrderBy(t => t.Segments.Count(s => s.StartsWith('{'))).ToList();
        if (best.Count == 0)
        {
            faults.Add("no such path");
            return null;
        }

        foreach (var (_, found) in best)
        {
            if (found.TryGetProperty(method.ToLowerInvariant(), out var operation))
                return operation;
        }

        faults.Add("no such verb");
        return null;
    }

    private void Value(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (schema.TryGetProperty("x-nullable", out var nullable) && !nullable.GetBoolean())
                faults.Add($"{at} is null");
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Typed(value, reference.GetString()!.Split('/')[^1], at, faults);
            return;
        }

        if (!schema.TryGetProperty("type", out var type))
            return;
        Kind(value, type.GetString()!, at, faults);
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && !DateTimeOffset.TryParse(value.GetString(), out _))
            faults.Add($"{at} is no date");
        if (schema.TryGetProperty("items", out var items) && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Value(item, items, at + "[]", faults);
        }

        if (schema.TryGetProperty("properties", out var properties) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject().Where(m => properties.TryGetProperty(m.Name, out _)))
                Value(member.Value, properties.GetProperty(member.Name), $"{at}/{member.Name}", faults);
        }
    }

    /// <summary>Checks an object or an enum value against a named schema; an <c>@odata.type</c> says which derived one.</summary>
    public void Typed(JsonElement value, string name, string at, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@odata.type", out var actual))
            name = actual.GetString()!.TrimStart('#');
        var schema = _schemas.GetProperty(name);
        if (schema.TryGetProperty("enum", out var words))
        {
            if (!words.EnumerateArray().Any(w => w.GetString() == value.GetString()))
                faults.Add($"{at} is no {name}: {value}");
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{at} is no object");
            return;
        }

        var properties = Properties(name);
        var isOpen = schema.TryGetProperty("x-open", out var open) && open.ValueKind == JsonValueKind.True;
        foreach (var member in value.EnumerateObject().Where(m => !m.Name.Contains('@', StringComparison.Ordinal)))
        {
            if (properties.TryGetValue(member.Name, out var property))
                Value(member.Value, property, $"{at}/{member.Name}", faults);
            else if (Navigation(name, member.Name) is { } target)
                Navigate(member.Value, target, $"{at}/{member.Name}", faults);
            else if (!isOpen || !member.Name.Contains('_', StringComparison.Ordinal))
                faults.Add($"{at}/{member.Name} is no property of {name}");
        }
    }

    private void Navigate(JsonElement value, string target, string at, List<string> faults)
    {
        if (value.ValueKind == JsonValueKind.Object)
            Typed(value, target, at, faults);
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
            Typed(item, target, at + "[]", faults);
    }

    private string? Navigation(string type, string name)
    {
        for (string? next = type; next is not null;)
        {
            var schema = _schemas.GetProperty(next);
            if (schema.TryGetProperty("x-navigation", out var all) && all.TryGetProperty(name, out var found))
                return found.GetProperty("type").GetString();
            next = schema.TryGetProperty("x-base", out var up) ? up.GetString() : null;
        }

        return null;
    }

    private static void Kind(JsonElement value, string type, string at, List<string> faults)
    {
        var fits = type switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" or "number" => value.ValueKind == JsonValueKind.Number,
            "array" => value.ValueKind == JsonValueKind.Array,
            _ => value.ValueKind == JsonValueKind.Object,
        };
        if (!fits)
            faults.Add($"{at} is {value.ValueKind}, not {type}");
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(p => p.First == p.Second || (p.First.StartsWith('{') && !p.Second.StartsWith('$')));

    private static string[] Split(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Normal)];

    /// <summary>Functions without their parentheses, casts in their short form, alternate keys by their name.</summary>
    private static string Normal(string segment)
    {
        if (segment.StartsWith(Prefix, StringComparison.Ordinal))
            return segment["microsoft.".Length..];
        return Regex.Replace(segment.Replace("()", "", StringComparison.Ordinal), "='[^']*'", "=", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
