using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>
/// One file of <c>cases/</c>: a workspace with a mistake. <c>=== PATH</c> begins a file; without such a line the whole is <c>people.yaml</c>.
/// Lines before it switch something on: <c># escapes</c> (<c>\x{FF}</c> is a byte, <c>\u{202E}</c> a character), <c># directory</c> (what the
/// directory can hold is known), <c># no control</c> (no control file stands beside it; otherwise the usual one does where the case has none).
/// <c># unfollowed PATH WHY</c> is an included folder that cannot be read, <c>=== PATH WHY</c> such a file; WHY is an <see cref="Obstacle"/>.
/// </summary>
internal sealed partial class BrokenCase
{
    private const string Control = "reconciler.yaml";

    private readonly ImmutableDictionary<string, Obstacle> unfollowed;

    private BrokenCase(string name, IReadOnlyList<SourceText> files, bool knowsDirectory, ImmutableDictionary<string, Obstacle> unfollowed)
    {
        (Name, Files, KnowsDirectory) = (name, files, knowsDirectory);
        this.unfollowed = unfollowed;
    }

    public string Name { get; }

    public IReadOnlyList<SourceText> Files { get; }

    public bool KnowsDirectory { get; }

    public LoadResult Load() => WorkspaceLoader.Load(new LoadRequest([.. Files], Estate.Today, KnowsDirectory ? SmallDirectory.Schema : null) { Unfollowed = unfollowed });

    /// <summary>The text of a file as <c>validate</c> gives it to the renderer.</summary>
    public string? TextOf(string path) =>
        Files.FirstOrDefault(f => f.Path == path) is { } file && file.Read().Obstacle is Obstacle.None ? WithoutMark(Encoding.UTF8.GetString(file.Read().Bytes.Span)) : null;

    public static BrokenCase Parse(string name, string text)
    {
        var lines = text.Split('\n').ToList();
        bool Switch(string word) => lines[0] == $"# {word}" && lines.Remove(lines[0]);
        var escapes = Switch("escapes");
        var directory = Switch("directory");
        var bare = Switch("no control");
        var folders = ImmutableDictionary<string, Obstacle>.Empty;
        while (lines[0].Split(' ') is ["#", "unfollowed", var folder, var why])
        {
            folders = folders.Add(folder, Enum.Parse<Obstacle>(why));
            lines.RemoveAt(0);
        }

        if (!lines[0].StartsWith("=== ", StringComparison.Ordinal))
            lines.Insert(0, "=== people.yaml");
        var files = new List<SourceText>();
        foreach (var part in Separator().Split("\n" + string.Join('\n', lines)).Skip(1).Chunk(2))
            files.Add(part[0].Split(' ') is [var path, var obstacle] ? Obstructed(path, Enum.Parse<Obstacle>(obstacle)) : new SourceText(part[0], escapes ? Unescaped(part[1]) : Encoding.UTF8.GetBytes(part[1])));
        if (!bare && files.TrueForAll(f => f.Path != Control))
            files.Insert(0, new SourceText(Control, Encoding.UTF8.GetBytes(Estate.Control)));
        return new BrokenCase(name, files, directory, folders);
    }

    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private static SourceText Obstructed(string path, Obstacle obstacle) => new(path, () => new SourceBytes(default, obstacle));

    private static byte[] Unescaped(string text)
    {
        var bytes = new List<byte>();
        var at = 0;
        foreach (Match escape in Escape().Matches(text))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text[at..escape.Index]));
            var number = Convert.ToInt32(escape.Groups["hex"].Value, 16);
            bytes.AddRange(escape.Groups["kind"].Value == "x" ? [(byte)number] : Encoding.UTF8.GetBytes(char.ConvertFromUtf32(number)));
            at = escape.Index + escape.Length;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text[at..]));
        return [.. bytes];
    }

    [GeneratedRegex(@"(?:^|\n)=== (.+)\n")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\\(?<kind>[xu])\{(?<hex>[0-9A-F]+)\}")]
    private static partial Regex Escape();
}
