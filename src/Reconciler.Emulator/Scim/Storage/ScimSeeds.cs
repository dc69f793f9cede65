using System.Text.Json;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Storage;

/// <summary>Lines about one application: its settings and its resources, each with the place it stands at.</summary>
internal sealed class ScimSeed
{
    public (JsonElement Line, string Where)? Settings { get; set; }

    public List<(JsonElement Line, string Where)> Resources { get; } = [];
}

/// <summary>The lines of seed files and snapshots that are about SCIM applications, by their keys.</summary>
internal static class ScimSeeds
{
    public static Dictionary<string, ScimSeed> Read(IEnumerable<string> files)
    {
        var result = new Dictionary<string, ScimSeed>(StringComparer.Ordinal);
        foreach (var file in files.Where(File.Exists))
            StateLines.Each(file, (line, where) => Take(line, where, result), text => text.Contains("\"scim", StringComparison.Ordinal));
        return result;
    }

    private static void Take(JsonElement line, string where, Dictionary<string, ScimSeed> seeds)
    {
        var type = Text(line, "type");
        if (type is not ("scimApplication" or "scimUser" or "scimGroup"))
            return;
        var name = type == "scimApplication" ? "key" : "application";
        var key = Text(line, name) ?? throw new StateException($"'{name}' is missing");
        if (!ScimApplicationOptions.IsKey(key))
            throw new StateException($"'{key}' is no key of an application: letters, digits, dot, hyphen and underscore are");
        if (!seeds.TryGetValue(key, out var seed))
            seeds[key] = seed = new ScimSeed();
        if (type != "scimApplication")
            seed.Resources.Add((line.Clone(), where));
        else if (seed.Settings is null)
            seed.Settings = (line.Clone(), where);
        else
            throw new StateException($"the SCIM application '{key}' is described twice");
    }

    private static string? Text(JsonElement line, string name) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
