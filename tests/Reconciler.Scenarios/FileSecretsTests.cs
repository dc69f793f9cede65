using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Targets;

namespace Reconciler.Scenarios;

public sealed class FileSecretsTests : IDisposable
{
    private const string Content = "canary-in-a-file-4Tk";

    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-").FullName;
    private readonly Dictionary<string, string> _variables = [];
    private readonly Redaction _redaction = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Content)]
    [InlineData(Content + "\n")]
    [InlineData("\uFEFF" + Content + "\r\n")]
    public async Task A_file_of_ours_alone_is_read_trimmed_and_known_from_then_on(string text)
    {
        Plant("token", text);
        Assert.Equal(Content, (await Over().ResolveAsync("file:token", default)).Reveal());
        Assert.Equal("***", _redaction.Over(Content));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, "its group may use the file: chmod 600")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupWrite, "its group may use the file: chmod 600")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, "everybody may use the file: chmod 600")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherExecute, "everybody may use the file: chmod 600")]
    public async Task Others_may_do_nothing_with_it(UnixFileMode mode, string told)
    {
        if (OperatingSystem.IsWindows())
            return;
        Plant("token", Content, mode);
        Assert.Contains(told, await FaultAsync("file:token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_secret_file_is_told()
    {
        Plant("empty", "\n");
        Plant("short", "abc");
        Plant("nul", "abc\0defgh");
        Plant("large", new string('x', 70_000));
        File.WriteAllBytes(Path.Combine(_folder, "binary"), [0xff, 0xfe, 0x80, 0x81, 0x82, 0x83, 0x84]);
        Lock("binary");
        foreach (var (reference, told) in new[]
        {
            ("file:", "names no file"), ("file:missing", "does not exist"), ("file:.", "a directory"), ("file:empty", "is empty"), ("file:short", "fewer than 6"),
            ("file:nul", "NUL"), ("file:large", "larger than 64 KB"), ("file:binary", "no text in UTF-8"), ("env:RECONCILER_NONE", "not set"), ("env:HOME", "must begin with RECONCILER_"),
            ("vault:x", "secrets lie in"),
        })
            Assert.Contains(told, await FaultAsync(reference), StringComparison.Ordinal);
        _variables["RECONCILER_SHORT"] = "abc";
        Assert.Contains("fewer than 6", await FaultAsync("env:RECONCILER_SHORT"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_followed_in_its_folder_as_mounted_secrets_need_and_not_out_of_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(Path.Combine(_folder, "mount", "..2026"));
        Plant("mount/..2026/token", Content);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "mount", "..data"), "..2026");
        File.CreateSymbolicLink(Path.Combine(_folder, "mount", "token"), Path.Combine("..data", "token"));
        Assert.Equal(Content, (await Over().ResolveAsync("file:mount/token", default)).Reveal());
        Plant("outside", Content);
        File.CreateSymbolicLink(Path.Combine(_folder, "mount", "other"), Path.Combine("..", "outside"));
        Assert.Contains("a link that leads out", await FaultAsync("file:mount/other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_git_tracks_is_refused_and_its_neighbour_is_not()
    {
        Plant("secrets/token", Content);
        Plant("token", Content);
        Plant("kept/secrets/token", Content);
        Index(Path.Combine(_folder, ".git"), "readme.md", "secrets/token");
        Assert.Contains("git tracks the file", await FaultAsync("file:secrets/token"), StringComparison.Ordinal);
        Assert.Equal(Content, (await Over().ResolveAsync("file:token", default)).Reveal());
        Assert.Equal(Content, (await Over().ResolveAsync("file:kept/secrets/token", default)).Reveal());
    }

    [Fact]
    public void Streams_say_no_secret_in_however_many_pieces_it_comes()
    {
        _redaction.Add(new Secret(Content));
        using var to = new StringWriter { NewLine = "\n" };
        using var writer = new RedactingWriter(to, _redaction);
        writer.Write("[");
        foreach (var character in Content)
            writer.Write(character);
        writer.WriteLine("]");
        writer.Write("Only yes applies: ");
        writer.Flush();
        Assert.Equal("[***]\nOnly yes applies: ", to.ToString());
        writer.Write("canary-in-");
        Assert.Equal("[***]\nOnly yes applies: ", to.ToString());
        writer.Finish();
        Assert.Equal("[***]\nOnly yes applies: canary-in-", to.ToString());
    }

    [Fact]
    public async Task Files_of_a_run_hold_no_secret_and_what_cannot_be_looked_through_is_not_written()
    {
        _redaction.Add(new Secret(Content));
        using var nothing = new StringWriter();
        await Task.Run(() =>
        {
            Sinks.Guarded(new CliHost
            {
                Out = nothing, Error = nothing, In = TextReader.Null, Environment = _ => null, Time = TimeProvider.System, Randomness = new Chance(), CurrentDirectory = _folder, Redaction = _redaction,
            });
            AtomicFile.Write(Path.Combine(_folder, "report.json"), $$"""{"message":"sent {{Content}}"}""");
            Assert.Throws<RedactionException>(() => AtomicFile.Write(Path.Combine(_folder, "broken"), [0xff, 0xfe]));
        });
        Assert.Equal("""{"message":"sent ***"}""", File.ReadAllText(Path.Combine(_folder, "report.json")));
        Assert.False(File.Exists(Path.Combine(_folder, "broken")));
    }

    private FileSecrets Over() => new(name => _variables.GetValueOrDefault(name), _folder, _redaction);

    private async Task<string> FaultAsync(string reference)
    {
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over().ResolveAsync(reference, default));
        Assert.DoesNotContain(Content, e.ToString(), StringComparison.Ordinal);
        return e.Message;
    }

    private void Plant(string file, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllText(path, text);
        Lock(file, mode);
    }

    private void Lock(string file, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, file), mode);
    }

    // gitformat-index(5), version 2: 62 bytes of facts, of which the last two hold the name's length, then the name and NULs up to a multiple of eight.
    private static void Index(string git, params string[] names)
    {
        Directory.CreateDirectory(git);
        var bytes = new List<byte>([.. "DIRC"u8, 0, 0, 0, 2, 0, 0, 0, (byte)names.Length]);
        foreach (var name in names)
        {
            bytes.AddRange(new byte[60]);
            bytes.AddRange([0, (byte)name.Length, .. System.Text.Encoding.UTF8.GetBytes(name)]);
            bytes.AddRange(new byte[8 - ((62 + name.Length) % 8)]);
        }

        File.WriteAllBytes(Path.Combine(git, "index"), [.. bytes]);
    }
}
