using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Connectors.Http;

/// <summary>
/// The one place that a token may be sent to: scheme, host, port and root path. Links that a service hands out
/// are followed only within it.
/// </summary>
internal sealed class Origin
{
    public Origin(Uri root)
    {
        if (!root.IsAbsoluteUri || (root.Scheme != Uri.UriSchemeHttps && !(root.Scheme == Uri.UriSchemeHttp && root.IsLoopback)))
            throw new ArgumentException($"{root.GetLeftPart(UriPartial.Path)} is not an https address (http is for loopback)", nameof(root));
        if (root.Query.Length > 0 || root.Fragment.Length > 0 || root.UserInfo.Length > 0)
            throw new ArgumentException("a service root has no query, fragment or user", nameof(root));
        Root = root.AbsoluteUri.TrimEnd('/');
        _authority = root.GetLeftPart(UriPartial.Authority);
        _path = root.AbsolutePath.TrimEnd('/') + "/";
    }

    private readonly string _authority;
    private readonly string _path;

    /// <summary>The root without a slash at its end.</summary>
    public string Root { get; }

    public Uri At(string relative) => new(Root + relative, UriKind.Absolute);

    public bool Holds(Uri link) =>
        link.IsAbsoluteUri
        && link.UserInfo.Length == 0
        && string.Equals(link.GetLeftPart(UriPartial.Authority), _authority, StringComparison.OrdinalIgnoreCase)
        && link.AbsolutePath.StartsWith(_path, StringComparison.Ordinal);

    /// <summary>The same link below the root, as an envelope wants it; null where it does not stay within this origin.</summary>
    public string? Below(string? link) => TryFollow(link, out var uri) ? uri.AbsoluteUri[Root.Length..] : null;

    /// <summary>A link that the service gave, if it stays within this origin.</summary>
    public bool TryFollow(string? link, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(link, UriKind.Absolute, out uri) && Holds(uri);
}
