using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Reconciler.Emulator;

/// <summary>A directory on 127.0.0.1 that speaks Microsoft Graph v1.0, and SCIM 2.0 for its applications, from <see cref="StartAsync"/> until it is disposed.</summary>
public sealed class DirectoryEmulator : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly EmulatedDirectory _directory;

    private DirectoryEmulator(WebApplication web, EmulatedDirectory directory, Uri root)
    {
        _web = web;
        _directory = directory;
        GraphRoot = root;
    }

    /// <summary>The version root, ending in a slash: <c>http://127.0.0.1:PORT/v1.0/</c>.</summary>
    public Uri GraphRoot { get; }

    /// <summary>The tenant's id, given or derived.</summary>
    public Guid TenantId => _directory.TenantId;

    /// <summary>Faults and choices; may be changed while it runs.</summary>
    public EmulatorSwitches Switches => _directory.Switches;

    /// <summary>What has been asked so far, the latest hundred thousand requests at most.</summary>
    public IReadOnlyList<WireEntry> Wire => _directory.Wire;

    /// <summary>Resource units and writes as the limits count them, since the start: batch items one by one, 20 members bound in one call as 7 writes.</summary>
    public (long Units, long Writes) Metered => _directory.Metered;

    /// <summary>Keys of the SCIM applications that are served: those of the options, of the seeds and of the kept state.</summary>
    public IReadOnlyList<string> Applications => [.. _directory.Scim.Keys];

    /// <summary>An application's SCIM root, ending in a slash; <see cref="KeyNotFoundException"/> when there is none of this key.</summary>
    public Uri ScimRoot(string application) => new(GraphRoot, $"/scim/{_directory.Scim.Require(application).Key}/v2/");

    /// <summary>An application's faults and choices; <see cref="KeyNotFoundException"/> when there is none of this key.</summary>
    public ScimSwitches Scim(string application) => _directory.Scim.Require(application).Switches;

    /// <summary>Loads the state, takes the port and answers once requests can be sent.</summary>
    public static async Task<DirectoryEmulator> StartAsync(EmulatorOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = EmulatedDirectory.Open(options);
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 64 << 20;
                kestrel.Listen(IPAddress.Loopback, options.Port);
            });
            builder.Logging.ClearProviders();
            var web = builder.Build();
            directory.Map(web);
            await web.StartAsync(ct);
            return new DirectoryEmulator(web, directory, new Uri(web.Urls.First() + "/v1.0/"));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Maps the directory on any ASP.NET Core application, also an in-process one: it answers every request that reaches the end of the
    /// pipeline. Disposing what is returned closes the state.
    /// </summary>
    public static IDisposable Map(IApplicationBuilder application, EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = EmulatedDirectory.Open(options);
        directory.Map(application);
        return directory;
    }

    /// <summary>Brings the members of every dynamic group up to date with its rule.</summary>
    public void ComputeDynamicGroups() => _directory.ComputeDynamicGroups();

    /// <summary>Stops listening and closes the state.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        _directory.Dispose();
    }
}
