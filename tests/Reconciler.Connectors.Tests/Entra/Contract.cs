using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Connectors.Tests.Emulator;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>Holds requests against Microsoft's own description: path, verb, query options, selected and sent property names.</summary>
internal sealed class Contract
{
    private static readonly Lazy<Contract?> Shared = new(() => SharedFactAttribute.Folder is { } folder ? new Contract(folder) : null);
    private readonly List<(string Method, Regex Path, int Parameters, HashSet<string> Query)> _operations = [];
    private readonly Dictionary<string, JsonElement> _schemas;

    private Contract(string folder)
    {
        using var operations = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "contract", "graph-v1.0.operations.json")));
        foreach (var operation in operations.RootElement.EnumerateArray())
        {
            var path = operation.GetProperty("path").GetString() ?? "";
            _operations.Add((operation.GetProperty("method").GetString() ?? "", Pattern(path), path.Count(c => c == '{'),
                [.. operation.GetProperty("query").EnumerateArray().Concat(operation.GetProperty("requiredQuery").EnumerateArray()).Select(q => q.GetString() ?? "")]));
        }

        var api = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "contract", "graph-v1.0.openapi.json")));
        _schemas = api.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(s => s.Name, s => s.Value);
    }

    /// <summary>What is wrong with these requests; nothing where the contract is not at hand.</summary>
    public static IEnumerable<string> Breaches(IEnumerable<Sent> requests) => Shared.Value is { } contract ? requests.SelectMany(contract.Check).Distinct() : [];

    private IEnumerable<string> Check(Sent sent)
    {
        var parts = sent.Path.Split('?', 2);
        var path = parts[0].Replace("microsoft.graph.", "graph.", StringComparison.Ordinal);
        var hits = _operations.Where(o => o.Method == sent.Method && o.Path.IsMatch(path)).OrderBy(o => o.Parameters).ToList();
        if (hits.Count == 0)
        {
            yield return $"no operation {sent.Method} {path}";
            yield break;
        }

        var options = parts.Length == 1 ? [] : parts[1].Split('&').Select(o => o.Split('=', 2)).ToArray();
        foreach (var option in options.Where(o => o[0] is not ("$skiptoken" or "$deltatoken") && !hits[0].Query.Contains(o[0])))
            yield return $"{sent.Method} {path} has no option {option[0]}";
        if (Type(path) is not { } type)
            yield break;
        var names = Names(type);
        foreach (var name in options.Where(o => o[0] == "$select").SelectMany(o => o[1].Split(',')))
        {
            if (!names.Contains(name) && !name.Contains('_', StringComparison.Ordinal))
                yield return $"{type} has no property {name} to select";
        }

        foreach (var option in options.Where(o => o[0] == "$top" && int.Parse(o[1], System.Globalization.CultureInfo.InvariantCulture) is < 1 or > 999))
            yield return $"{path}: {option[1]} a page";
        if (sent.Method is not ("POST" or "PATCH") || sent.Body.Length == 0 || path.EndsWith("$ref", StringComparison.Ordinal))
            yield break;
        using var body = JsonDocument.Parse(sent.Body);
        foreach (var member in body.RootElement.EnumerateObject())
        {
            var name = member.Name.Split("@odata.bind")[0];
            if (!names.Contains(name) && !name.Contains('_', StringComparison.Ordinal))
                yield return $"{type} has no property {member.Name} to send";
        }
    }

    private static string? Type(string path) => path.Trim('/').Split('/')[^1].Split('(')[0] switch
    {
        _ when path.Contains("extensionProperties", StringComparison.Ordinal) => "extensionProperty",
        _ when path.Contains("/appRole", StringComparison.Ordinal) => "appRoleAssignment",
        _ when path.EndsWith("/instantiate", StringComparison.Ordinal) => "application",
        "invitations" => "invitation",
        _ when path.EndsWith("/manager", StringComparison.Ordinal) => "directoryObject",
        _ when path.Contains("roleAssignments", StringComparison.Ordinal) => "unifiedRoleAssignment",
        _ when path.Contains("roleDefinitions", StringComparison.Ordinal) => "unifiedRoleDefinition",
        _ when path.StartsWith("/users", StringComparison.Ordinal) || path.EndsWith("graph.user", StringComparison.Ordinal) => "user",
        _ when path.StartsWith("/groups", StringComparison.Ordinal) || path.EndsWith("graph.group", StringComparison.Ordinal) => "group",
        _ when path.StartsWith("/applications", StringComparison.Ordinal) => "application",
        _ when path.StartsWith("/servicePrincipals", StringComparison.Ordinal) => "servicePrincipal",
        "organization" => "organization",
        _ => null,
    };

    private HashSet<string> Names(string type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = "microsoft.graph." + type; _schemas.TryGetValue(at, out var schema);)
        {
            if (schema.TryGetProperty("properties", out var properties))
                names.UnionWith(properties.EnumerateObject().Select(p => p.Name));
            if (schema.TryGetProperty("x-navigation", out var navigations))
                names.UnionWith(navigations.EnumerateObject().Select(p => p.Name));
            if (!schema.TryGetProperty("x-base", out var parent))
                break;
            at = parent.GetString() ?? "";
        }

        return names;
    }

    private static Regex Pattern(string path) =>
        new("^" + Regex.Replace(Regex.Escape(path).Replace(@"delta\(\)", @"delta(\(\))?", StringComparison.Ordinal), @"\\\{[^}]+\}", "[^/]+") + "$", RegexOptions.CultureInvariant);
}
