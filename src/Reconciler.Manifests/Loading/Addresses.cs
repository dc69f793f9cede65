namespace Reconciler.Manifests.Loading;

/// <summary>Tells addresses that stay on this machine from those that do not: only there may secrets travel without TLS.</summary>
internal static class Addresses
{
    public static bool IsOpen(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    /// <summary>The address as it is compared: names and scheme compare without case, a slash at the end says nothing.</summary>
    public static string? Plain(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsoluteUri.TrimEnd('/') : null;

    public static bool IsLoopback(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
