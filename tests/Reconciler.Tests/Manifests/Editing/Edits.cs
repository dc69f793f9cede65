using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Manifests.Editing;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

/// <summary>Edits of one content file beside the plain control file.</summary>
internal static partial class Edits
{
    /// <summary>People whom the cases name without declaring them.</summary>
    private const string Others = """
        version: 1
        users:
          p1: { userPrincipalName: p1@contoso.com, displayName: P1, employeeId: "0001" }
          p2: { userPrincipalName: p2@contoso.com, displayName: P2, employeeId: "0002", id: 11111111-1111-1111-1111-111111111111 }
          p3: { userPrincipalName: p3@contoso.com, displayName: P3 }
        """;

    public static EditResult Of(string content, string edit, string control = Estate.Control) =>
        Of([("reconciler.yaml", control), ("a.yaml", content), ("others.yaml", DeclaresThem().IsMatch(content) ? "version: 1\n" : Others)], edit);

    public static EditResult Of((string Path, string Text)[] files, string edit)
    {
        var request = new LoadRequest([.. files.Select(f => Estate.Text(f.Path, f.Text))], Estate.Today);
        var loaded = WorkspaceLoader.Load(request);
        Assert.True(loaded.Model is not null, Estate.Show(loaded.Diagnostics));
        return WorkspaceEditor.Apply(request, loaded, Parse(edit));
    }

    /// <summary>The content file after an edit that is made; a byte-order mark is the writer's to keep.</summary>
    public static string After(string content, string edit) => TextOf(Of(content, edit), "a.yaml") is { } after ? content[..MarkOf(content)] + after : content;

    public static int MarkOf(string content) => content.StartsWith('\ufeff') ? 1 : 0;

    public static string? TextOf(EditResult result, string path)
    {
        Assert.True(result.Refusal is null, $"{result.Refusal}\n{Estate.Show(result.Diagnostics)}\n{string.Join("\n", result.Files.Select(f => f.After))}");
        return result.Files.FirstOrDefault(f => f.Path == path) is { } file ? file.After : null;
    }

    [GeneratedRegex("users:.*p1['\"]?\\s*:", RegexOptions.Singleline)]
    private static partial Regex DeclaresThem();

    /// <summary><c>add G U [until D] [reason R]</c>, <c>remove U</c>, <c>rename A to B</c>.</summary>
    public static WorkspaceEdit Parse(string edit)
    {
        var words = edit.Split(' ');
        string? After(string word) => Array.IndexOf(words, word) is > 0 and var at ? words[at + 1] : null;
        return words[0] switch
        {
            "add" => new WorkspaceEdit.AddMember(words[1], words[2],
                After("until") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null, After("reason")),
            "remove" => new WorkspaceEdit.RemoveUser(words[1]),
            _ => new WorkspaceEdit.RenameUser(words[1], string.Join(' ', words.Skip(3))),
        };
    }
}
