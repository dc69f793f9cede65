using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Manifests.Grammar;

/// <summary>What is said of names: why one cannot be a key, and which keys there are.</summary>
internal static class KeyNames
{
    /// <summary>What of a name breaks the rule; null where only the rule itself can say it.</summary>
    public static string? Cause(string name, ScalarRule rule)
    {
        if (name.Length > rule.MaxLength && new StringInfo(name).LengthInTextElements is var length && length > rule.MaxLength)
            return $"{length:N0} characters, and at most {rule.MaxLength:N0} are possible";
        if (name.Length == 0)
            return null;
        if (char.IsWhiteSpace(name[0]))
            return "begins with a space";
        if (char.IsWhiteSpace(name[^1]))
            return "ends with a space";
        return name.FirstOrDefault(c => rule.Detail.Contains($"`{c}`", StringComparison.Ordinal)) is var sign and not '\0' ? $"contains `{sign}`"
            : name.Contains(' ', StringComparison.Ordinal) && rule.Detail.Contains("spaces", StringComparison.Ordinal) ? "contains a space"
            : null;
    }

    public static ImmutableArray<string> Advice(string name, ScalarRule rule, Rule value)
    {
        if (name.Contains('@', StringComparison.Ordinal) && value.Mapping?.Knows("userPrincipalName") is true)
            return [$"choose a key that stays when the address changes, and write the address below it: `userPrincipalName: {name}`"];
        var examples = Grammar.Advice.Examples(rule);
        return Cause(name, rule) is null ? examples : [$"{rule.Noun} has {rule.Detail}", .. examples];
    }

    /// <summary>The known keys, those that differ only by a number as a range; and the one range that a key with a number belongs to.</summary>
    public static (IReadOnlyList<string> Listed, string? Range) Ranges(string key, IReadOnlyList<string> known)
    {
        var listed = new List<string>();
        string? own = null;
        foreach (var family in known.GroupBy(k => Stem(k), StringComparer.Ordinal))
        {
            var members = family.ToArray();
            if (members.Length < 3 || members.Contains(family.Key))
            {
                listed.AddRange(members.Select(m => $"`{m}`"));
                continue;
            }

            var ordered = members.OrderBy(m => m.Length).ThenBy(m => m, StringComparer.Ordinal).ToArray();
            var range = $"`{ordered[0]}` to `{ordered[^1]}`";
            listed.Add(range);
            if (Stem(key) == family.Key)
                own = range;
        }

        return (listed, own);
    }

    private static string Stem(string key) => key.TrimEnd("0123456789".ToCharArray());
}
