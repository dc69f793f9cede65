using Microsoft.AspNetCore.Builder;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Measures;
using Reconciler.Emulator.Scim;
using Reconciler.Emulator.Scim.Http;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator;

/// <summary>The emulated directory without a server: it can be mapped on any ASP.NET Core application, also an in-process one.</summary>
internal sealed class EmulatedDirectory : IDisposable
{
    private readonly EmulatedTenant _tenant;
    private readonly WireLog _wire;
    private readonly Pipeline _pipeline;
    private readonly ScimPipeline _scimPipeline;
    private readonly TallyEndpoint _measures;

    private EmulatedDirectory(EmulatedTenant tenant, ScimDirectory scim, WireLog wire)
    {
        Scim = scim;
        var tally = new Tally();
        _scimPipeline = new ScimPipeline(scim, wire, tally, tenant.Options.Switches);
        _tenant = tenant;
        _wire = wire;
        _pipeline = new Pipeline(tenant, wire, tally);
        _measures = new TallyEndpoint(tally, tenant.Options.Switches);
    }

    /// <summary>The tenant's id, given or derived.</summary>
    public Guid TenantId => _tenant.Organization.Id;

    /// <summary>Faults and choices; may be changed while it runs.</summary>
    public EmulatorSwitches Switches => _tenant.Options.Switches;

    /// <summary>What has been asked so far.</summary>
    public IReadOnlyList<WireEntry> Wire => _wire.Entries;

    /// <summary>Resource units and writes as metered so far.</summary>
    public (long Units, long Writes) Metered => _pipeline.Metered;

    /// <summary>Loads the state; <see cref="StateException"/> says where a file cannot be read.</summary>
    public static EmulatedDirectory Open(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tenant = EmulatedTenant.Open(options);
        ScimDirectory? scim = null;
        try
        {
            scim = ScimDirectory.Open(options, tenant.Organization.Id);
            return new EmulatedDirectory(tenant, scim, new WireLog(options.WireLogFile));
        }
        catch
        {
            scim?.Dispose();
            tenant.Dispose();
            throw;
        }
    }

    /// <summary>The SCIM applications beside Graph.</summary>
    public ScimDirectory Scim { get; }

    /// <summary>Answers every request that reaches the end of this pipeline: <c>/v1.0/…</c>, the token endpoint, <c>/scim/…</c> and <c>/measures</c>.</summary>
    public void Map(IApplicationBuilder application) => application.Run(
        context => ScimPipeline.Is(context) ? _scimPipeline.HandleAsync(context)
            : TallyEndpoint.Is(context) ? _measures.HandleAsync(context)
            : _pipeline.HandleAsync(context));

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
        Scim.Dispose();
        _tenant.Dispose();
    }
}
