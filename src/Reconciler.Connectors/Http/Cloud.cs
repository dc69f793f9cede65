namespace Reconciler.Connectors.Http;

/// <summary>One of Microsoft's clouds: where its Graph is and who signs us in.</summary>
internal sealed record Cloud(Uri GraphRoot, Uri Authority, string Scope)
{
    public static Cloud Named(string name) => name switch
    {
        "global" => Of("graph.microsoft.com", "login.microsoftonline.com"),
        "usgov" => Of("graph.microsoft.us", "login.microsoftonline.us"),
        "dod" => Of("dod-graph.microsoft.us", "login.microsoftonline.us"),
        "china" => Of("microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn"),
        _ => throw new ArgumentException($"no cloud is called {name}", nameof(name)),
    };

    private static Cloud Of(string graph, string login) =>
        new(new Uri($"https://{graph}/v1.0"), new Uri($"https://{login}/"), $"https://{graph}/.default");
}
