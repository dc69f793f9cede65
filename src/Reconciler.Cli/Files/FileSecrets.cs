using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Files;

/// <summary>Secrets from the environment (<c>env:RECONCILER_…</c> only) and from files that nobody else may read (<c>file:</c>, relative to the workspace).</summary>
internal sealed class FileSecrets(Func<string, string?> environment, string root, Redaction redaction) : ISecrets
{
    private const string Prefix = "RECONCILER_";

    /// <summary>In bytes; a chain of certificates with its key is some ten thousand.</summary>
    private const int Largest = 64 * 1024;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What GitHub gives a job to fetch its identity token with; not ours to name.</summary>
    private static readonly string[] OfGitHub = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public Redaction Redaction { get; } = redaction;

    public async ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = colon < 0 ? ("", reference) : (reference[..colon], reference[(colon + 1)..]);
        return scheme switch
        {
            "env" when !rest.StartsWith(Prefix, StringComparison.Ordinal) && !OfGitHub.Contains(rest) => throw new SecretException(reference, $"the name must begin with {Prefix}"),
            "env" => environment(rest) is { Length: > 0 } value ? Known(reference, value) : throw new SecretException(reference, "the variable is not set"),
            "file" when rest.Length == 0 => throw new SecretException(reference, "it names no file"),
            "file" => Known(reference, await ReadAsync(reference, Path.GetFullPath(rest, root), cancellationToken).ConfigureAwait(false)),
            _ => throw new SecretException(scheme.Length > 0 ? $"{scheme}:…" : "reference", "secrets lie in env:, file: or keyvault:"),
        };
    }

    private Secret Known(string reference, string content)
    {
        if (content.Trim() is not { Length: >= Secret.Shortest } text)
            throw new SecretException(reference, $"it has fewer than {Secret.Shortest} characters, too few to keep it out of what is written: have a longer one made");
        return text.Contains('\0', StringComparison.Ordinal) ? throw new SecretException(reference, "there is a NUL in it: it is no text") : Redaction.Add(new Secret(text));
    }

    private static async Task<string> ReadAsync(string reference, string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new SecretException(reference, "it is a directory");
        if (!File.Exists(path))
            throw new SecretException(reference, "the file does not exist");
        // Kubernetes mounts a secret as a link into the same folder; any other leads to a file that somebody else may choose.
        if (RealPath.Of(path) is not { } real || RealPath.Of(Path.GetDirectoryName(path) ?? path) is not { } folder || !RealPath.IsInside(real, folder))
            throw new SecretException(reference, "it is a link that leads out of its folder: name the file itself");
        if (GitIndex.Tracks(real))
            throw new SecretException(reference, $"git tracks the file, so everybody who reads the repository has it: git rm --cached it, list it in .gitignore, and have another secret made");
        try
        {
            using var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) is not UnixFileMode.None and var open)
                throw new SecretException(reference, $"{Who(open)} may use the file: chmod 600 {real}");
            return await ReadAsync(reference, stream, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SecretException(reference, "this user may not read the file");
        }
        catch (IOException e)
        {
            throw new SecretException(reference, $"the file cannot be read ({e.GetType().Name})");
        }
    }

    private static async Task<string> ReadAsync(string reference, FileStream stream, CancellationToken cancellationToken)
    {
        // One byte more than may be: the length that a file system states need not be true.
        var bytes = new byte[Largest + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > Largest)
            throw new SecretException(reference, $"the file is larger than {Largest >> 10} KB");
        var content = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        try
        {
            var text = Strict.GetString(content.Span[..(length - (bytes.Length - content.Length))]);
            return text.AsSpan().Trim().IsEmpty ? throw new SecretException(reference, "the file is empty") : text;
        }
        catch (DecoderFallbackException)
        {
            throw new SecretException(reference, "the file is no text in UTF-8; a certificate in PKCS #12 is written in base64");
        }
        finally
        {
            bytes.AsSpan().Clear();
        }
    }

    private static string Who(UnixFileMode open) =>
        (open & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute)) != UnixFileMode.None ? "everybody" : "its group";
}
