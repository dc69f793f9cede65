using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>The application "wiki" of an emulated tenant and our connector on it; a quirk may stand between them and answer in its place.</summary>
internal sealed class Wiki : IAsyncDisposable
{
    private Wiki(DirectoryEmulator emulator, ScimProfile profile, Func<HttpRequestMessage, string, HttpResponseMessage?>? quirk)
    {
        Emulator = emulator;
        Wire = new Between(quirk ?? ((_, _) => null));
        var settings = ScimBench.SettingsOf(emulator.ScimRoot("wiki"), profile);
        Bench = new ScimBench(ConnectorCatalog.Connect(ScimBench.Wiki, settings.BaseUrl, "token-of-tests", settings, Time, new CountedRandomness()) with { Handler = Wire });
    }

    public DirectoryEmulator Emulator { get; }

    public ScimSwitches Switches => Emulator.Scim("wiki");

    public ScimBench Bench { get; }

    public FastTime Time { get; } = new();

    public Between Wire { get; }

    public static async Task<Wiki> StartAsync(ScimProfile? profile = null, Func<HttpRequestMessage, string, HttpResponseMessage?>? quirk = null) =>
        new(await EmulateAsync(), profile ?? ScimBench.Generic, quirk);

    public static Task<DirectoryEmulator> EmulateAsync() =>
        DirectoryEmulator.StartAsync(new EmulatorOptions { Domains = ["contoso.com"], Applications = [new ScimApplicationOptions("wiki")] }, CancellationToken.None);

    public ScimBench SignedInBy(ScimAuthentication authentication, ISecrets secrets) => new(ConnectorCatalog.Connect(ScimBench.Wiki,
        ScimBench.SettingsOf(Emulator.ScimRoot("wiki"), ScimBench.Generic, authentication: authentication), secrets, new FastTime(), new CountedRandomness()));

    public static HttpResponseMessage Answer(int status, string body = "") =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/scim+json") };

    public async ValueTask DisposeAsync()
    {
        Wire.Dispose();
        await Emulator.DisposeAsync();
    }

    /// <summary>Writes down what goes out, and asks the quirk first.</summary>
    internal sealed class Between(Func<HttpRequestMessage, string, HttpResponseMessage?> quirk) : DelegatingHandler(Reconciler.Connectors.Http.Wire.NewHandler())
    {
        public ConcurrentQueue<(string Method, string Path, string Body)> Sent { get; } = new();

        public IEnumerable<string> Bodies(string method) => Sent.Where(s => s.Method == method).Select(s => s.Body);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
            Sent.Enqueue((request.Method.Method, Uri.UnescapeDataString(request.RequestUri?.PathAndQuery ?? ""), body));
            return quirk(request, body) ?? await base.SendAsync(request, cancellationToken);
        }
    }
}
