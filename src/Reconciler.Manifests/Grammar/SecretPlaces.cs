using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>
/// Where in a text a secret may stand in clear, by its rules: beside a key that takes a reference to one (in any of the forms that a mapping
/// may have), beside a key that is near to such a one or speaks of secrets, and where a mapping with such keys should be. It is looked for
/// only when the text has a fault, since only then is anything of it shown.
/// </summary>
internal sealed class SecretPlaces
{
    private readonly Dictionary<Rule, Shape> shapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, Node> hidden = [];
    private readonly Lazy<ImmutableArray<SourceSpan>> spans;

    public SecretPlaces(Rule root, YamlDocument document)
    {
        spans = new(() =>
        {
            Walk(document.Root, root);
            return [.. hidden.Values.Where(n => n.Kind is NodeKind.Scalar).SelectMany(n => n.SpansByLine())];
        });
    }

    /// <summary>What no rendering shows.</summary>
    public ImmutableArray<SourceSpan> Spans => spans.Value;

    /// <summary>The text of a node, or of something in it, is not to be repeated.</summary>
    public bool Covers(Node node) => !Spans.IsEmpty && hidden.ContainsKey(node.Index);

    // All of these say whether there is something to hide below a node.
    private bool Walk(Node node, Rule? rule)
    {
        var shape = rule is null ? Shape.Unknown : ShapeOf(rule);
        if (shape.IsSecret || (shape.HoldsSecret && node.Kind is not NodeKind.Mapping))
            return Hide(node);
        var found = false;
        foreach (var item in node.Items)
            found |= Walk(item, shape.Items);
        foreach (var (key, value) in node.Entries)
            found |= Walk(key.Text, value, shape);
        return found && Mark(node);
    }

    private bool Walk(string key, Node value, Shape shape)
    {
        if (shape.RuleOf(key) is { } known)
            return Walk(value, known);
        if (shape.Others is { } others)
            return WalkNamed(key, value, others);
        if (Suggestion.Nearest(key, shape.SecretKeys) is not null)
            return Hide(value);
        var meant = Suggestion.Nearest(key, shape.Keys) is { } near ? shape.RuleOf(near) : null;
        return (meant is null || !ShapeOf(meant).HoldsSecret) && SecretWords.Speaks(key) ? Hide(value) : Walk(value, meant);
    }

    // The name of an object says nothing about what is in it: somebody is called secretary. That of an attribute does.
    private bool WalkNamed(string name, Node value, Rule rule) =>
        rule.Types.HasFlag(ValueTypes.Text) && SecretWords.Speaks(name) ? Hide(value) : Walk(value, rule);

    private bool Hide(Node node)
    {
        if (node.Kind is NodeKind.Scalar)
            return !node.IsEmpty && !SecretWords.CanBeShown(node.Text) && Mark(node);
        var found = false;
        foreach (var item in node.Items)
            found |= Hide(item);
        foreach (var (key, value) in node.Entries)
        {
            // Braces around a secret make a key of it.
            found |= value.IsEmpty ? Hide(key) : Hide(value);
        }

        return found && Mark(node);
    }

    private bool Mark(Node node)
    {
        hidden[node.Index] = node;
        return true;
    }

    private Shape ShapeOf(Rule rule) => shapes.TryGetValue(rule, out var known) ? known : shapes[rule] = Shape.Of(rule);

    /// <summary>What a rule says about what is below it, all its forms together.</summary>
    private sealed record Shape(MappingRule[] Mappings, Rule? Items, bool IsSecret)
    {
        public static Shape Unknown { get; } = new([], null, false);

        public IEnumerable<string> Keys { get; } = [.. Mappings.SelectMany(m => m.Properties).Select(p => p.Name).Distinct(StringComparer.Ordinal)];

        public IEnumerable<string> SecretKeys { get; } =
            [.. Mappings.SelectMany(m => m.Properties).Where(p => p.Rule.Scalar?.IsSecret is true).Select(p => p.Name).Distinct(StringComparer.Ordinal)];

        public bool HoldsSecret => SecretKeys.Any();

        public Rule? Others { get; } = Mappings.Select(m => m.Others).FirstOrDefault(o => o is not null);

        public static Shape Of(Rule rule)
        {
            var forms = Forms(rule).ToArray();
            return new(
                [.. forms.Select(f => f.Mapping).OfType<MappingRule>()],
                forms.Select(f => f.List?.Items).FirstOrDefault(i => i is not null),
                Array.Exists(forms, f => f.Scalar?.IsSecret is true));
        }

        public Rule? RuleOf(string key)
        {
            Rule? found = null;
            foreach (var mapping in Mappings)
            {
                var rule = mapping.RuleOf(key);
                if (rule?.Scalar?.IsSecret is true)
                    return rule;
                found ??= rule;
            }

            return found;
        }

        private static IEnumerable<Rule> Forms(Rule rule) => rule.Union is { } union ? union.Alternatives.SelectMany(Forms) : [rule];
    }
}
