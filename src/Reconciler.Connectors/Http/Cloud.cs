namespace Reconciler.Connectors.Http;

/// <summary>One of Microsoft's clouds: where its Graph is, who signs us in, and what its key vaults are called.</summary>
internal sealed record Cloud(Uri GraphRoot, Uri Authority, string Scope, string VaultSuffix)
{
    public static Cloud Named(string name) => name switch
    {
        "global" => Of("graph.microsoft.com", "login.microsoftonline.com", ".vault.azure.net"),
        "usgov" => Of("graph.microsoft.us", "login.microsoftonline.us", ".vault.usgovcloudapi.net"),
        "dod" => Of("dod-graph.microsoft.us", "login.microsoftonline.us", ".vault.usgovcloudapi.net"),
        "china" => Of("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn", ".vault.azure.cn"),
        _ => throw new ArgumentException($"no cloud is called {name}", nameof(name)),
    };

    private static Cloud Of(string graph, string login, string vault) =>
        new(new Uri($"https://{graph}/v1.0"), new Uri($"https://{login}/"), $"https://{graph}/.default", vault);
}
