using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>Which required keys a mapping lacks, and which of its unknown keys were meant to be them: one mistake, not two.</summary>
internal sealed class MissingKeys
{
    private readonly MappingRule rule;
    private readonly string? only;

    public MissingKeys(Node mapping, MappingRule rule, UnionRule? union)
    {
        this.rule = rule;
        var (written, meant) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var strange = 0;
        foreach (var (key, _) in mapping.Entries)
        {
            if (rule.Knows(key.Text))
                written.Add(key.Text);
            else if (Near(key.Text) is { } near)
                meant.Add(near);
            else if (union?.Knows(key.Text) is not true && rule.Others is null)
                strange++;
        }

        Names = [.. rule.Required.Where(name => !written.Contains(name) && !meant.Contains(name))];
        if (strange != 1 || Names is not [var single])
            return;
        only = single;
        Names = [];
    }

    /// <summary>The keys that nothing stands for.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The key whose name an unknown one nearly has.</summary>
    public string? Near(string key) => Suggestion.Nearest(key, rule.Keys);

    /// <summary>The one missing key, which the one unknown key may be.</summary>
    public string? InPlaceOf(string key) => Near(key) is null ? only : null;
}
