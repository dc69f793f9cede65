using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Reconciler.Cli.Files;

/// <summary>
/// git by its command line: arguments as a list, no shell, no prompt, no pager, no hook; no transport unless it is asked for. Looking takes no lock in the
/// repository.
/// </summary>
/// <param name="program">What is started; another one in tests.</param>
/// <param name="mayTalk">Whether it may speak to remotes.</param>
internal sealed class GitProcess(string program = "git", bool mayTalk = false)
{
    private readonly TimeSpan _patience = TimeSpan.FromMinutes(mayTalk ? 2 : 1);

    // What a repository's or a person's settings could make git start or fetch.
    private static readonly string[] Settings =
    [
        "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "submodule.recurse=false",
    ];

    private static readonly string[] Silent = ["-c", "protocol.allow=never"];

    // Set inside of hooks: they would lead to another repository than the folder that was named.
    private static readonly string[] Misleading =
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"];

    /// <summary>What it wrote; throws <see cref="GitException"/> with its own words when it fails.</summary>
    public byte[] Run(string folder, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default) => Try(folder, arguments, input) switch
    {
        { Code: 0, Output: var output } => output,
        { Error.Length: > 0 } said => throw new GitException($"git: {said.Error}"),
        var silent => throw new GitException($"git ended with {silent.Code}"),
    };

    /// <summary>What came of it; throws <see cref="GitException"/> only when it cannot be started or does not end.</summary>
    /// <param name="index">The index that it works on; null = the repository's.</param>
    public GitAnswer Try(string folder, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default, string? index = null)
    {
        using var process = Start(folder, arguments, index);
        using var output = new MemoryStream();
        // All three at once: a pipe that nobody empties stops the other side.
        var writing = WriteAsync(process, input);
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var error = process.StandardError.ReadToEndAsync();
        if (!Task.WhenAll(writing, reading, error).Wait(_patience) || !process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new GitException($"git did not answer within {_patience.TotalSeconds:0} s");
        }

        return new GitAnswer(process.ExitCode, output.ToArray(), error.Result.Trim());
    }

    /// <summary>What it wrote, as a text without the line's end.</summary>
    public string Line(string folder, params IEnumerable<string> arguments) => Encoding.UTF8.GetString(Run(folder, arguments)).TrimEnd('\n', '\r');

    private Process Start(string folder, IEnumerable<string> arguments, string? index)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in Settings.Concat(mayTalk ? [] : Silent).Append("--no-optional-locks").Concat(arguments))
            start.ArgumentList.Add(argument);
        foreach (var name in Misleading)
            start.Environment.Remove(name);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        if (!mayTalk)
            start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        if (index is not null)
            start.Environment["GIT_INDEX_FILE"] = index;
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start) ?? throw new GitException("git could not be started");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new GitException("git could not be started: is it installed?", "Install git, or leave --base and --control-from out.");
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading to the end: what it says about that is on its way.
        }
    }
}

/// <summary>How git ended and what it said.</summary>
internal readonly record struct GitAnswer(int Code, byte[] Output, string Error)
{
    /// <summary>What it wrote, as a text without the line's end.</summary>
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n');
}
