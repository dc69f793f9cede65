using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>The rule of one named key.</summary>
internal readonly record struct Property(string Name, Rule Rule, bool IsRequired);

/// <summary>What holds for a mapping: its keys, what stands beside each, and which may not stand together.</summary>
internal sealed class MappingRule
{
    private readonly Dictionary<string, Property> named;
    private readonly int required;

    public MappingRule(IReadOnlyList<Property> properties)
    {
        Properties = properties;
        named = properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        required = properties.Count(p => p.IsRequired);
    }

    public IReadOnlyList<Property> Properties { get; }

    /// <summary>The rule of every key that is not named; null when no other key may stand.</summary>
    public Rule? Others { get; init; }

    /// <summary>What the names of the other keys must be like.</summary>
    public ScalarRule? Names { get; init; }

    /// <summary>Groups of keys of which not all may stand.</summary>
    public string[][] Exclusions { get; init; } = [];

    public IEnumerable<string> Keys => named.Keys;

    public IEnumerable<string> Required => Properties.Where(p => p.IsRequired).Select(p => p.Name);

    public bool Knows(string key) => named.ContainsKey(key);

    public Rule? RuleOf(string key) => named.TryGetValue(key, out var property) ? property.Rule : null;

    /// <param name="mapping">The node.</param>
    /// <param name="parent">The key that it stands beside, or the node itself.</param>
    /// <param name="sink">Where faults go; none ends the check at the first.</param>
    /// <param name="union">The union that took this rule as the nearest, so that a key of another alternative is told from an unknown one.</param>
    public bool Check(Node mapping, Node parent, FaultSink? sink, UnionRule? union = null)
    {
        var (good, found) = (true, 0);
        MissingKeys? missing = null;
        foreach (var (key, value) in mapping.Entries)
        {
            if (named.TryGetValue(key.Text, out var property))
            {
                found += property.IsRequired ? 1 : 0;
                good &= sink is not null && property.IsRequired && value.IsEmpty ? RefuseEmpty(key, property.Rule, sink) : property.Rule.Check(value, key, sink);
            }
            else if (Others is not null)
            {
                good &= (Names is null || NameFits(key, Others, sink)) & Others.Check(value, key, sink);
            }
            else
            {
                good = false;
                if (sink is not null)
                    ReportUnknown(key, value, missing ??= new(mapping, this, union), union, sink);
            }

            if (!good && sink is null)
                return false;
        }

        if (found < required)
        {
            good = false;
            if (sink is not null)
                ReportMissing(mapping, parent, missing ?? new(mapping, this, union), sink);
        }

        return good & KeepsApart(mapping, sink);
    }

    private bool NameFits(Node key, Rule others, FaultSink? sink)
    {
        if (Names is null || Names.Check(key, null))
            return true;
        sink?.Add(GrammarFaults.BadKeyName(key, Names, others));
        return false;
    }

    private static bool RefuseEmpty(Node key, Rule rule, FaultSink sink) => sink.Refuse(key, rule, GrammarFaults.EmptyRequired);

    private void ReportUnknown(Node key, Node value, MissingKeys missing, UnionRule? union, FaultSink sink) => sink.Add(
        union is not null && union.Knows(key.Text)
            ? GrammarFaults.OfAnotherForm(key, union.NameOf(this), union.NamesOf(key.Text))
            : GrammarFaults.UnknownKey(key, missing.Near(key.Text), missing.InPlaceOf(key.Text), [.. Keys]),
        value);

    private void ReportMissing(Node mapping, Node parent, MissingKeys missing, FaultSink sink)
    {
        if (missing.Names is { Count: > 0 } names)
            sink.Add(GrammarFaults.MissingKeys(Placement.Of(mapping, parent), names, RuleOf));
    }

    private bool KeepsApart(Node mapping, FaultSink? sink)
    {
        var good = true;
        foreach (var group in Exclusions)
        {
            var standing = 0;
            foreach (var name in group)
                standing += mapping.Find(name) is null ? 0 : 1;
            if (standing < group.Length)
                continue;
            good = false;
            sink?.Add(Together(mapping, group));
        }

        return good;
    }

    private static Diagnostic Together(Node mapping, string[] group)
    {
        var last = mapping;
        foreach (var (key, _) in mapping.Entries)
        {
            if (group.Contains(key.Text, StringComparer.Ordinal))
                last = key;
        }

        return GrammarFaults.NotTogether(last, group.First(name => name != last.Text));
    }
}
