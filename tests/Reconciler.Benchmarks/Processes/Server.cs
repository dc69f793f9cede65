using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Emulator;

namespace Reconciler.Benchmarks.Processes;

/// <summary><c>serve TENANT DOMAIN FILE</c>: the emulator with a state, until the input is closed. Says on its first line where it listens.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(string tenant, string domain, string stateFile)
    {
        await Warmth.GainAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Logging.ClearProviders();
        await using var web = builder.Build();
        var recording = new Recording();
        web.Use(next => context => recording.PassAsync(context, next));
        using var directory = DirectoryEmulator.Map(web, new EmulatorOptions { InitialDomain = tenant, Domains = [domain], SeedFiles = [stateFile] });
        await web.StartAsync();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine(web.Urls.First());
        await Console.In.ReadToEndAsync();
        await web.StopAsync();
        return 0;
    }
}
