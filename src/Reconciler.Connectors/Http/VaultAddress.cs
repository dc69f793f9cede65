using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Where a secret lies in a key vault: <c>https://VAULT/secrets/NAME[/VERSION]</c>. Without a version it is the newest.</summary>
internal sealed record VaultAddress(Uri Vault, string Name, string? Version)
{
    public const string Scheme = "keyvault:";

    /// <summary>Reads a reference. The host is a vault of this cloud: to no other is a token shown.</summary>
    /// <exception cref="SecretException">The reference is of another form.</exception>
    public static VaultAddress Parse(string reference, Cloud cloud)
    {
        if (!Uri.TryCreate(reference[Scheme.Length..], UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            throw Wrong("it is no https address");
        if (!uri.IsDefaultPort || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Wrong("its address has a port, a user, a query or a fragment");
        if (!uri.Host.EndsWith(cloud.VaultSuffix, StringComparison.Ordinal) || !IsName(uri.Host[..^cloud.VaultSuffix.Length], 3, 24))
            throw Wrong($"{uri.Host} is no key vault of this cloud: those are called NAME{cloud.VaultSuffix}");
        return uri.AbsolutePath.Split('/') switch
        {
            ["", "secrets", var name] when IsName(name, 1, 127) => new VaultAddress(Root(uri), name, null),
            ["", "secrets", var name, var version] when IsName(name, 1, 127) && version.Length == 32 && version.All(char.IsAsciiHexDigit) => new VaultAddress(Root(uri), name, version),
            _ => throw Wrong("its path is not /secrets/NAME or /secrets/NAME/VERSION"),
        };

        SecretException Wrong(string why) => new($"{Scheme}…", $"{why}; write keyvault:https://NAME{cloud.VaultSuffix}/secrets/NAME");
    }

    public override string ToString() => $"{Scheme}{Vault}secrets/{Name}{(Version is null ? "" : $"/{Version}")}";

    private static Uri Root(Uri uri) => new(uri.GetLeftPart(UriPartial.Authority) + "/");

    private static bool IsName(string text, int least, int most) => text.Length >= least && text.Length <= most && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
