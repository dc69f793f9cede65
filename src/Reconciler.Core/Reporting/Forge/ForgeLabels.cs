using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>A label of ours: its name, its colour (hex) and what it says.</summary>
public sealed record ForgeLabel(string Name, string Colour, string Description);

/// <summary>Labels by which a list of pull requests shows what they do to people. Only these are ever set or taken off.</summary>
public static class ForgeLabels
{
    public static ImmutableArray<ForgeLabel> All { get; } =
    [
        new("identity: blocked", "b60205", "A guard blocks it, or an object is in conflict"),
        new("identity: deletes", "d93f0b", "Something is deleted"),
        new("identity: disables", "e99695", "Somebody's account is disabled"),
        new("identity: access lost", "fbca04", "Somebody loses access to an application"),
        new("identity: changes", "1d76db", "Something is created or changed"),
        new("identity: no changes", "c2e0c6", "Nothing is to be done"),
    ];

    /// <summary>By danger; no changes stands alone.</summary>
    public static ImmutableArray<string> Of(PlanCounts counts, bool isBlocked)
    {
        ArgumentNullException.ThrowIfNull(counts);
        bool[] hold =
        [
            isBlocked || counts.Blocked > 0, counts.Deleted > 0, counts.Disabled > 0, counts.AccessLost > 0, counts.HasChanges,
        ];
        ImmutableArray<string> names = [.. hold.Zip(All).Where(h => h.First).Select(h => h.Second.Name)];
        return names.IsEmpty ? [All[^1].Name] : names;
    }

    /// <summary>What to add and take off so that a pull request bears the labels of all its plans, and no other of ours.</summary>
    public static (ImmutableArray<ForgeLabel> Add, ImmutableArray<string> Remove) Change(IEnumerable<string> borne, IEnumerable<string> wanted)
    {
        var has = borne.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wants = wanted.ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (wants.Count > 1)
            wants.Remove(All[^1].Name);
        return ([.. All.Where(l => wants.Contains(l.Name) && !has.Contains(l.Name))], [.. All.Where(l => has.Contains(l.Name) && !wants.Contains(l.Name)).Select(l => l.Name)]);
    }
}
