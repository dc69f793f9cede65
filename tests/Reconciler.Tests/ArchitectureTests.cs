using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reconciler.Tests;

/// <summary>Holds rooms (projects) and folders to one direction, by their sources. What is public in a room is listed here.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Core"] = [],
        ["Manifests"] = ["Core"],
        ["Connectors"] = ["Core"],
        ["Emulator"] = [],
        ["Cli"] = ["Core", "Manifests", "Connectors", "Emulator"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Core"] = [],
        ["Manifests"] = ["YamlDotNet"],
        ["Connectors"] = ["Azure.Identity", "Azure.Security.KeyVault.Secrets", "Polly.Core"],
        ["Emulator"] = [],
        ["Cli"] = ["System.CommandLine", "Microsoft.Extensions.FileSystemGlobbing", "Microsoft.Extensions.Hosting"],
    };

    /// <summary>Folders of a room, each of which uses only folders to its left.</summary>
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Core"] =
        [
            "Diagnostics", "Values", "Filters", "Mapping", "Model", "Schemas", "Resources", "Pairing", "Planning", "Projection",
            "Access", "Guards", "Targets", "Reconciliation", "Reporting",
        ],
        ["Manifests"] = ["Yaml", "Grammar", "Loading", "Editing"],
        ["Connectors"] = ["Http", "Entra", "Scim"],
        ["Cli"] = ["Terminal", "Files", "Forge", "Hosting", "Commands"],
    };

    /// <summary>The entries of the rooms whose types are internal otherwise.</summary>
    private static readonly Dictionary<string, string[]> Public = new()
    {
        ["Manifests"] =
        [
            "CodeOwners", "ControlFileReader", "ControlResult", "EditResult", "EditedFile", "EditedPlace", "LoadRequest", "LoadResult", "Obstacle", "PublishedSchemas",
            "SourceBytes", "SourceText", "StandardMappings", "WorkspaceEdit", "WorkspaceEditor", "WorkspaceFiles", "WorkspaceLoader",
        ],
        ["Connectors"] = ["ConnectorCatalog", "EndpointException", "EntraConnection", "JsonAnswer", "JsonEndpoint", "MarkPlace", "ScimConnection", "TokenSource"],
        ["Emulator"] =
        [
            "DirectoryEmulator", "EmulatorOptions", "EmulatorSwitches", "RequestFault", "ScimApplicationOptions", "ScimOAuthClient", "ScimSwitches",
            "StateException", "WireEntry", "WireItem",
        ],
        ["Cli"] = [],
    };

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", "..", "src"));

    private static IEnumerable<(string Path, string Text)> Files(string room) => Directory
        .EnumerateFiles(Path.Combine(Source(), $"Reconciler.{room}"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"))
        .Select(f => (f, File.ReadAllText(f)));

    public static TheoryData<string> AllRooms => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void A_room_references_only_what_it_may(string room)
    {
        var project = XDocument.Load(Path.Combine(Source(), $"Reconciler.{room}", $"Reconciler.{room}.csproj"));
        var projects = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string?)r.Attribute("Include") ?? "")["Reconciler.".Length..]);
        Assert.Empty(projects.Except(Rooms[room]));
        var packages = project.Descendants("PackageReference").ToArray();
        Assert.Empty(packages.Select(p => (string?)p.Attribute("Include")).Except(Packages[room]));
        Assert.All(packages, p => Assert.Equal("compile", (string?)p.Attribute("PrivateAssets")));
    }

    [Fact]
    public void A_folder_uses_only_folders_to_its_left()
    {
        var wrong = new List<string>();
        foreach (var (room, order) in Folders)
        {
            foreach (var (path, text) in Files(room))
            {
                var folder = Path.GetRelativePath(Path.Combine(Source(), $"Reconciler.{room}"), path).Split(Path.DirectorySeparatorChar)[0];
                var at = Array.IndexOf(order, folder);
                if (at < 0 && folder.EndsWith(".cs", StringComparison.Ordinal))
                    continue;
                if (at < 0)
                    wrong.Add($"{room}/{folder} is no folder of that room");
                foreach (Match match in Regex.Matches(text, $@"Reconciler\.{room}\.(\w+)"))
                {
                    if (Array.IndexOf(order, match.Groups[1].Value) > at)
                        wrong.Add($"{room}/{folder}/{Path.GetFileName(path)} uses {match.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Only_the_entries_of_a_room_are_public()
    {
        foreach (var (room, entries) in Public)
        {
            var found = Files(room).SelectMany(f => PublicType().Matches(f.Text)).Select(m => m.Groups["name"].Value).Distinct();
            Assert.Empty(found.Except(entries));
        }
    }

    [Fact]
    public void Sources_forgive_no_null_and_leave_nothing_for_later()
    {
        var wrong = Rooms.Keys.SelectMany(Files)
            .SelectMany(f => f.Text.Split('\n').Select((line, i) => (f.Path, Line: line, Number: i + 1)))
            .Where(l => Forgiving().IsMatch(Code(l.Line)) || l.Line.Contains("NotImplementedException", StringComparison.Ordinal) || Later().IsMatch(l.Line))
            .Select(l => $"{Path.GetFileName(l.Path)}:{l.Number}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_name_ends_in_a_word_that_says_nothing()
    {
        var wrong = Rooms.Keys.SelectMany(Files).SelectMany(f => AnyType().Matches(f.Text)).Select(m => m.Groups["name"].Value)
            .Where(n => Empty().IsMatch(n));
        Assert.Empty(wrong);
    }

    // A line without its texts and comments.
    private static string Code(string line) => Regex.Replace(Regex.Replace(line, "\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])+'", "\"\""), "//.*$", "");

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|partial|ref) )*(?:class|record struct|record|struct|enum|interface|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|static|sealed|abstract|readonly|partial|ref) )+(?:class|record struct|record|struct|enum|interface) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex(@"[A-Za-z0-9_)\]]!(\.|;|,|\)|\[)")]
    private static partial Regex Forgiving();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Later();

    [GeneratedRegex("(Utils|Helper|Common|Manager|Service|Base)$")]
    private static partial Regex Empty();
}
