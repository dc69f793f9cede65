using Reconciler.Manifests.Grammar;

namespace Reconciler.Manifests.Loading;

/// <summary>Checks which SCIM dialects applications name: a built-in one, or one committed as NAME.profile.yaml.</summary>
internal static class ProfileCheck
{
    public const string Suffix = ".profile.yaml";

    public static bool IsProfile(string path) => path.EndsWith(Suffix, StringComparison.Ordinal);

    public static Written NameOf(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        return new Written(file[..^Suffix.Length], new(path, 1, 1, 1));
    }

    public static void Run(Draft draft)
    {
        var committed = new Dictionary<string, Written>(StringComparer.Ordinal);
        foreach (var profile in draft.Profiles)
        {
            if (BuiltInProfiles.Names.Contains(profile.Text))
                draft.Faults.Add(RuleFaults.ProfileIsBuiltIn(profile));
            else if (!committed.TryAdd(profile.Text, profile))
                draft.Faults.Add(RuleFaults.DuplicateProfile(profile, committed[profile.Text]));
        }

        var suggester = new Suggester();
        foreach (var use in draft.Applications.ProfileUses)
        {
            if (committed.ContainsKey(use.Text) || BuiltInProfiles.Names.Contains(use.Text))
                continue;
            Written[] known = [.. committed.Values, .. BuiltInProfiles.Names.Select(n => new Written(n, Core.Diagnostics.SourceSpan.None))];
            draft.Faults.Add(RuleFaults.UnknownProfile(use, suggester.Nearest(use.Text, known), BuiltInProfiles.Names));
        }
    }
}
