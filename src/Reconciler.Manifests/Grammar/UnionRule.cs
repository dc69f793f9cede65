using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>A value of several forms. What keeps none of them is judged by the nearest, so that the message speaks of one thing.</summary>
internal sealed class UnionRule
{
    private readonly Rule[] alternatives;
    private readonly MappingRule[] mappings;
    private readonly string? tag;

    public UnionRule(IEnumerable<Rule> alternatives)
    {
        this.alternatives = [.. alternatives];
        mappings = [.. this.alternatives.Select(a => a.Mapping).OfType<MappingRule>()];
        tag = mappings.Length > 1 ? mappings[0].Required.FirstOrDefault(name => mappings.All(m => WordsOf(m, name).Length > 0)) : null;
    }

    public IReadOnlyList<Rule> Alternatives => alternatives;

    public ValueTypes Types => alternatives.Aggregate(ValueTypes.None, (types, a) => types | a.Types);

    public bool Knows(string key) => mappings.Any(m => m.Knows(key));

    /// <summary>What tells an alternative from the others: <c>user</c>, or <c>type: bearer</c>.</summary>
    public string NameOf(MappingRule alternative) =>
        tag is null ? alternative.Required.FirstOrDefault() ?? alternative.Properties[0].Name : $"{tag}: {WordsOf(alternative, tag)[0]}";

    /// <summary>The alternatives that know a key.</summary>
    public string[] NamesOf(string key) => [.. mappings.Where(m => m.Knows(key)).Select(NameOf).Distinct(StringComparer.Ordinal)];

    public bool Check(Node node, Node key, FaultSink? sink)
    {
        foreach (var alternative in alternatives)
        {
            if (alternative.Check(node, key, null))
                return true;
        }

        return sink is not null && Report(node, key, sink);
    }

    private bool Report(Node node, Node key, FaultSink sink)
    {
        if (node.Kind is NodeKind.Mapping && mappings.Length > 1)
            return ReportMapping(node, key, sink);
        return alternatives.First(a => ValueTypeRules.TypeOf(node, a.Types) is not ValueTypes.None).Check(node, key, sink);
    }

    private bool ReportMapping(Node node, Node parent, FaultSink sink)
    {
        if (tag is not null)
            return ReportTagged(node, parent, tag, sink);
        if (Nearest(node) is { } nearest)
            return nearest.Check(node, parent, sink, this);
        sink.Add(GrammarFaults.NeedsOneOf(Placement.Of(node, parent), Strange(node), [.. mappings.SelectMany(m => m.Required.Take(1)).Distinct(StringComparer.Ordinal)]));
        return false;
    }

    private Node? Strange(Node node)
    {
        foreach (var (key, _) in node.Entries)
        {
            if (!Knows(key.Text))
                return key;
        }

        return null;
    }

    private bool ReportTagged(Node node, Node parent, string name, FaultSink sink)
    {
        var words = mappings.SelectMany(m => WordsOf(m, name)).Distinct(StringComparer.Ordinal).ToArray();
        if (node.Find(name) is not { } value)
        {
            sink.Add(Misspelt(node, name) is { } key
                ? GrammarFaults.UnknownKey(key, name, null, [])
                : GrammarFaults.MissingKeys(Placement.Of(node, parent), [name], _ => WordRule(words)));
            return false;
        }

        return mappings.FirstOrDefault(m => value.Kind is NodeKind.Scalar && WordsOf(m, name).Contains(value.Text, StringComparer.Ordinal)) is { } meant
            ? meant.Check(node, parent, sink, this)
            : WordRule(words).Check(value, value, sink);
    }

    private Node? Misspelt(Node node, string name)
    {
        foreach (var (key, _) in node.Entries)
        {
            if (!Knows(key.Text) && Suggestion.Nearest(key.Text, [name]) is not null)
                return key;
        }

        return null;
    }

    // Nearest is the alternative with the most of its required keys, then with the most keys that it knows; a misspelt required key counts too.
    private MappingRule? Nearest(Node node)
    {
        MappingRule? best = null;
        var most = 0;
        foreach (var mapping in mappings)
        {
            var score = 0;
            foreach (var (key, _) in node.Entries)
            {
                if (mapping.Required.Contains(key.Text, StringComparer.Ordinal))
                    score += 1000;
                else if (!Knows(key.Text) && Suggestion.Nearest(key.Text, mapping.Required) is not null)
                    score += 100;
                else if (score > 0 && mapping.Knows(key.Text))
                    score += 1;
            }

            if (score > most)
                (best, most) = (mapping, score);
        }

        return best;
    }

    private static Rule WordRule(string[] words) => new() { Types = ValueTypes.Text, Scalar = new() { Words = words } };

    private static string[] WordsOf(MappingRule mapping, string name) => mapping.RuleOf(name)?.Scalar?.Words ?? [];
}
