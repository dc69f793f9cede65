using Reconciler.Core.Targets;

namespace Reconciler.Cli.Files;

/// <summary>Secrets from the environment (<c>env:RECONCILER_…</c> only) and from files that nobody else may read (<c>file:</c>).</summary>
internal sealed class FileSecrets(Func<string, string?> environment, string root) : ISecrets
{
    private const string Prefix = "RECONCILER_";

    /// <summary>What GitHub gives a job to fetch its identity token with; not ours to name.</summary>
    private static readonly string[] OfGitHub = ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"];

    public async ValueTask<string> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var (scheme, rest) = colon < 0 ? ("", reference) : (reference[..colon], reference[(colon + 1)..]);
        return scheme switch
        {
            "env" when !rest.StartsWith(Prefix, StringComparison.Ordinal) && !OfGitHub.Contains(rest) => throw new SecretException(reference, $"the name must begin with {Prefix}"),
            "env" => environment(rest) is { Length: > 0 } value ? value : throw new SecretException(reference, "the variable is not set"),
            "file" => await ReadAsync(reference, Path.GetFullPath(rest, root), cancellationToken).ConfigureAwait(false),
            _ => throw new SecretException(scheme.Length > 0 ? $"{scheme}:…" : "reference", "only env: and file: can be read by this version"),
        };
    }

    private static async Task<string> ReadAsync(string reference, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new SecretException(reference, "the file does not exist");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            throw new SecretException(reference, "everybody may read or write the file: chmod 600");
        return (await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)).Trim();
    }
}
