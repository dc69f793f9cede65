using System.Collections.Immutable;

namespace Reconciler.Emulator;

/// <summary>What an emulated tenant is called, where it keeps its state and which clock and seed it lives by.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The id that <c>/organization</c> answers; empty means a stable one derived from <see cref="InitialDomain"/>.</summary>
    public Guid TenantId { get; init; }

    /// <summary>The tenant's first domain, for example <c>contoso.onmicrosoft.com</c>; always verified.</summary>
    public string InitialDomain { get; init; } = "contoso.onmicrosoft.com";

    /// <summary>Further verified domains; the first is the default one.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>The organization's display name.</summary>
    public string DisplayName { get; init; } = "Contoso";

    /// <summary>Folder of the snapshot and the append log; null keeps everything in memory.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>JSON-lines files in the state format, loaded only when the state is fresh.</summary>
    public ImmutableArray<string> SeedFiles { get; init; } = [];

    /// <summary>File that receives one JSON line per request; passwords are masked and no credential is written.</summary>
    public string? WireLogFile { get; init; }

    /// <summary>Port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only source of time: dates, lags, throttling windows and token ages follow it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Makes ids and request ids repeatable.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Log lines after which a new snapshot is written and the log starts over.</summary>
    public int SnapshotAfterChanges { get; init; } = 50_000;

    /// <summary>SCIM service providers served beside Graph.</summary>
    public ImmutableArray<ScimApplicationOptions> Applications { get; init; } = [];

    /// <summary>Faults and the choices where the service's behaviour is not established.</summary>
    public EmulatorSwitches Switches { get; init; } = new();
}
