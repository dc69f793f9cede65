using Reconciler.Tests.Manifests.Grammar;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>The YAML of the language's own page, with what it leaves out completed.</summary>
internal static class LanguageSamples
{
    private const string Id = "    id: 8b0c6f0e-2222-3333-4444-555555555555 ";

    /// <summary>The page's content with the further form of <c>previously:</c>, another workspace's, on a line of its own.</summary>
    public static string Content { get; } = LanguagePage.Content.Replace(Id, $"    previously: [ada.byron, other/ada.king]\n{Id}", StringComparison.Ordinal);

    /// <summary>The page's control file, whose last line of authority lets the samples stand where they do.</summary>
    public static string Control { get; } = LanguagePage.FullControl.TrimEnd() + "\n  - { path: \"*.y*ml\", allow: [defaults, users, groups, assignments, mappings] }\n";

    public const string Rest = """
        version: 1
        users:
          charles.babbage: { userPrincipalName: charles.babbage@contoso.com, displayName: Charles Babbage, jobTitle: null, otherMails: [], manager: null, enable: CHG-12 }
        groups:
          platform: { displayName: Platform, members: [] }
        mappings:
          miniorange-users: { object: user, extends: miniorange-users, attributes: { name.formatted: displayName } }
          miniorange-groups: { object: group, attributes: { displayName: { source: displayName, match: 1 }, externalId: objectId } }
        """;

    public static (string Path, string Text)[] Whole { get; } = [("reconciler.yaml", Control), ("people.yaml", Content), ("rest.yml", Rest)];
}
