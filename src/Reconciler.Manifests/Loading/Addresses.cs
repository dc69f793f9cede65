namespace Reconciler.Manifests.Loading;

/// <summary>Tells addresses that stay on this machine from those that do not: only there may secrets travel without TLS.</summary>
internal static class Addresses
{
    public static bool IsOpen(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    public static bool IsLoopback(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
