using Microsoft.AspNetCore.Builder;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator;

/// <summary>The emulated directory without a server: it can be mapped on any ASP.NET Core application, also an in-process one.</summary>
internal sealed class EmulatedDirectory : IDisposable
{
    private readonly EmulatedTenant _tenant;
    private readonly WireLog _wire;
    private readonly Pipeline _pipeline;

    private EmulatedDirectory(EmulatedTenant tenant, WireLog wire)
    {
        _tenant = tenant;
        _wire = wire;
        _pipeline = new Pipeline(tenant, wire);
    }

    /// <summary>The tenant's id, given or derived.</summary>
    public Guid TenantId => _tenant.Organization.Id;

    /// <summary>Faults and choices; may be changed while it runs.</summary>
    public EmulatorSwitches Switches => _tenant.Options.Switches;

    /// <summary>What has been asked so far.</summary>
    public IReadOnlyList<WireEntry> Wire => _wire.Entries;

    /// <summary>Loads the state; <see cref="StateException"/> says where a file cannot be read.</summary>
    public static EmulatedDirectory Open(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new EmulatedDirectory(EmulatedTenant.Open(options), new WireLog(options.WireLogFile));
    }

    /// <summary>Answers every request that reaches the end of this pipeline: <c>/v1.0/…</c> and the token endpoint.</summary>
    public void Map(IApplicationBuilder application) => application.Run(_pipeline.HandleAsync);

    /// <summary>Brings the members of every dynamic group up to date with its rule.</summary>
    public void ComputeDynamicGroups()
    {
        _tenant.Gate.EnterWriteLock();
        try
        {
            _tenant.ComputeDynamicGroups();
            _tenant.Flush();
        }
        finally
        {
            _tenant.Gate.ExitWriteLock();
        }
    }

    /// <summary>Closes the state.</summary>
    public void Dispose()
    {
        _wire.Dispose();
        _tenant.Dispose();
    }
}
