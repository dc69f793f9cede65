using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Reconciler.Tests;

/// <summary>Holds secrets to the few places that send them, and writing to the doors that clear what goes out; by the sources.</summary>
public sealed partial class SecretSourcesTests
{
    // The HTTP layer, the border of the identity library, and the net that has to know what it looks for.
    private static readonly string[] MayReveal =
    [
        "Reconciler.Connectors/Http/AzureCredential.cs", "Reconciler.Connectors/Http/ClientCredentialsToken.cs", "Reconciler.Connectors/Http/GithubAssertion.cs",
        "Reconciler.Connectors/Http/SecretToken.cs", "Reconciler.Connectors/Http/TokenClaims.cs", "Reconciler.Connectors/Http/Wire.cs", "Reconciler.Core/Targets/Redaction.cs",
    ];

    // A revision's files are what was committed, a lock holds a number and a word, a secret's file is only read, a dead run's journal and the history are
    // opened to have them alone, a new file is cleared before it is written, and the stream that the process is given is guarded by the run.
    private static readonly string[] MayOpenFiles =
        ["Files/AtomicFile.cs", "Files/FileSecrets.cs", "Files/GitWorkspace.cs", "Files/JournalFile.cs", "Files/NewFile.cs", "Files/StepFile.cs", "Files/TargetLock.cs", "Hosting/Recovery.cs", "Hosting/RunHistory.cs", "Program.cs"];

    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", "..", "src"));

    private static IEnumerable<(string Path, string Text)> Files(string below) => Directory
        .EnumerateFiles(Path.Combine(Source(), below), "*.cs", SearchOption.AllDirectories)
        .Select(f => (Path.GetRelativePath(Path.Combine(Source(), below), f).Replace('\\', '/'), f))
        .Where(f => !f.Item1.Contains("/obj/", StringComparison.Ordinal) && !f.Item1.StartsWith("obj/", StringComparison.Ordinal))
        .Select(f => (f.Item1, File.ReadAllText(f.f)));

    [Fact]
    public void A_secret_is_revealed_only_where_it_is_sent() =>
        Assert.Equal(MayReveal, Files(".").Where(f => f.Text.Contains(".Reveal()", StringComparison.Ordinal)).Select(f => f.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Files_are_written_only_by_the_doors_that_clear_them() =>
        Assert.Empty(Files("Reconciler.Cli").Where(f => Opens().IsMatch(f.Text)).Select(f => f.Path).Except(MayOpenFiles));

    [GeneratedRegex(@"\bFile\.(Write|Append|Create\b|CreateText|Open\b|OpenWrite|OpenHandle)|new (FileStream|StreamWriter)\(")]
    private static partial Regex Opens();
}
