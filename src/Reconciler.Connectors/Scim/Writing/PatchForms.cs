using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>The spellings of a change in PATCH, in the profile's order of trial. All of them mean the same. Pure.</summary>
internal static class PatchForms
{
    /// <summary>How many spellings with paths these changes have.</summary>
    public static int Count(ImmutableArray<WireChange> changes, ScimProfile profile)
    {
        var count = 1;
        if (changes.Any(c => c.Path.Filter is not null))
            count = Math.Max(count, profile.Patch.Items.Length);
        if (changes.Any(c => c.Path.Schema is not null && !c.Clears))
            count = Math.Max(count, profile.Patch.Extension.Length);
        if (changes.Any(c => c.Clears))
            count = Math.Max(count, Clears(profile).Length);
        return changes.Any(c => c.IsReference && !c.Clears) ? Math.Max(count, 2) : count;
    }

    /// <summary>One attribute an operation, each with its path; where a list of forms is shorter than <paramref name="trial"/>, its last one.</summary>
    /// <param name="current">The resource as it was read; needed for items and lists.</param>
    public static IEnumerable<PatchOp> WithPath(ImmutableArray<WireChange> changes, JsonObject? current, ScimProfile profile, int trial)
    {
        foreach (var change in changes)
        {
            var clear = Clears(profile) is { IsEmpty: false } clears ? clears[Math.Min(trial, clears.Length - 1)] : (ClearForm?)null;
            if (change.Clears && clear is null)
                continue;
            foreach (var op in Spelt(change, current, profile, trial, clear ?? ClearForm.Remove))
                yield return op;
        }
    }

    /// <summary>Objects without a path: each attribute alone or all together, complex ones nested and whole, or with dotted keys.</summary>
    public static IEnumerable<PatchOp> WithoutPath(ImmutableArray<WireChange> changes, JsonObject current, ScimProfile profile)
    {
        var after = (JsonObject)current.DeepClone();
        foreach (var change in changes)
            ResourceTree.Set(after, change);
        var values = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);
        foreach (var change in changes)
        {
            if (profile.Patch.NoPath == "dotted" && change.Many.IsDefault && change.Path.Filter is null)
                values[change.Path.ToString()] = change.Value;
            else
                values[ResourceTree.Top(change.Path)] = Touched(after, change);
        }

        if (profile.Patch.NoPath == "one")
            return values.Select(v => PatchOp.Replace(null, new JsonObject { [v.Key] = v.Value?.DeepClone() }));
        return [PatchOp.Replace(null, new JsonObject(values.Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone()))))];
    }

    private static IEnumerable<PatchOp> Spelt(WireChange change, JsonObject? current, ScimProfile profile, int trial, ClearForm clear)
    {
        var path = change.Path;
        if (!change.Many.IsDefault)
            return [change.Clears ? Clear(path.Attribute, clear) : PatchOp.Replace(path.Attribute, After(current, change)[path.Attribute])];
        if (path.Filter is { } filter)
            return Item(change, filter, current, profile, trial, clear);
        if (change.Clears)
            return [Clear(path.ToString(), clear)];
        // The second trial of a reference is the bare id, as Entra's provisioning service writes it.
        var value = change.IsReference && trial == 0 ? new JsonObject { ["value"] = change.Value } : change.Value;
        if (path.Schema is not { } schema)
            return [PatchOp.Replace(path.ToString(), value)];
        var forms = profile.Patch.Extension;
        var inner = new JsonObject { [path.Attribute] = path.SubAttribute is { } sub ? new JsonObject { [sub] = value?.DeepClone() } : value?.DeepClone() };
        return [forms[Math.Min(trial, forms.Length - 1)] switch
        {
            "schema" => PatchOp.Replace(schema, inner),
            "noPath" => PatchOp.Replace(null, new JsonObject { [schema] = inner }),
            _ => PatchOp.Replace(path.ToString(), value),
        }];
    }

    private static IEnumerable<PatchOp> Item(WireChange change, TargetFilter filter, JsonObject? current, ScimProfile profile, int trial, ClearForm clear)
    {
        var path = change.Path;
        var sub = path.SubAttribute ?? "value";
        var exists = current is not null && ResourceTree.Item(current[path.Attribute], filter) is not null;
        var byFilter = profile.Patch.Items[Math.Min(trial, profile.Patch.Items.Length - 1)] == "filter";
        if (change.Clears && !exists)
            return [];
        if (byFilter && exists && change.Clears && clear == ClearForm.Remove && sub.Equals("value", StringComparison.OrdinalIgnoreCase))
            return [PatchOp.Remove($"{path.Attribute}[{filter}]")];
        if (byFilter && exists)
            return [change.Clears ? Clear(path.ToString(), clear) : PatchOp.Replace(path.ToString(), change.Value)];
        if (byFilter && !profile.Patch.AddReplaces)
            return [PatchOp.Add(path.Attribute, new JsonArray(ResourceTree.NewItem(filter, sub, change.Value)))];
        return After(current, change)[path.Attribute] is { } list ? [PatchOp.Replace(path.Attribute, list)] : [Clear(path.Attribute, clear)];
    }

    private static PatchOp Clear(string path, ClearForm form) => form switch
    {
        ClearForm.ReplaceNull => PatchOp.Replace(path, null),
        ClearForm.ReplaceEmpty => PatchOp.Replace(path, JsonValue.Create("")),
        _ => PatchOp.Remove(path),
    };

    private static ImmutableArray<ClearForm> Clears(ScimProfile profile) => profile.Values.Clear.Remove(ClearForm.Put);

    private static JsonObject After(JsonObject? current, WireChange change)
    {
        var after = current is null ? ResourceTree.New() : (JsonObject)current.DeepClone();
        ResourceTree.Set(after, change);
        return after;
    }

    // A value that is gone from an extension is named there, since leaving it out would leave it standing.
    private static JsonNode? Touched(JsonObject after, WireChange change)
    {
        var top = after[ResourceTree.Top(change.Path)]?.DeepClone();
        if (!change.Clears || change.Path.Filter is not null || (change.Path.Schema is null && change.Path.SubAttribute is null))
            return top;
        var (name, home) = (change.Path.SubAttribute ?? change.Path.Attribute, top as JsonObject ?? ResourceTree.New());
        if (change.Path is { Schema: not null, SubAttribute: not null })
            home = home[change.Path.Attribute] as JsonObject ?? home;
        home[name] = null;
        return top ?? home;
    }
}
