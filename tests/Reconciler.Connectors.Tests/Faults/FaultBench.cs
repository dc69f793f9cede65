using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Emulator;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;
using Reconciler.Emulator.Faults;
using Reconciler.Manifests.Loading;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>A workspace of one case over an emulated directory or application: plans and applies as the program does, each time by new connections.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private const string App = "11111111-2222-3333-4444-555555555555";
    private const string Workspace = "w";
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly TargetName Accounts = new("wiki/scim");
    private static readonly MarkPlace Mark = MarkPlace.InExtensionOf(App);
    private readonly DirectoryEmulator _emulator;
    private readonly FaultCase _case;
    private readonly HttpClient _probe = new();
    private readonly HttpMessageHandler _handler = Wire.NewHandler();
    private Ledger _ledger;

    private FaultBench(DirectoryEmulator emulator, FaultCase @case)
    {
        (_emulator, _case) = (emulator, @case);
        _ledger = Ledger.Empty(Workspace, @case.IsScim ? Accounts : TargetName.Directory, null);
        _probe.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "probe");
    }

    public FaultClock Clock { get; } = new();

    public static async Task<FaultBench> StartAsync(FaultCase @case)
    {
        using var folder = new TestFolder();
        string[] seed =
        [
            $$"""{"type":"application","id":"22222222-2222-3333-4444-555555555555","appId":"{{App}}","displayName":"Reconciler"}""",
            .. @case.WithoutExtension ? Array.Empty<string>() : [$$"""{"type":"extensionProperty","name":"extension_{{App.Replace("-", "", StringComparison.Ordinal)}}_reconcilerOwner","application":"22222222-2222-3333-4444-555555555555","dataType":"String","targetObjects":["User","Group"]}"""],
        ];
        var options = new EmulatorOptions
        {
            Domains = ["contoso.com"],
            SeedFiles = [folder.Write("seed.jsonl", string.Join('\n', seed))],
            Applications = [new ScimApplicationOptions("wiki")],
        };
        return new FaultBench(await DirectoryEmulator.StartAsync(options, CancellationToken.None), @case);
    }

    public void Arm(RequestFault fault)
    {
        if (_case.IsScim)
            _emulator.Scim("wiki").Arm(fault);
        else
            _emulator.Switches.Arm(fault);
    }

    public void Disarm()
    {
        _emulator.Switches.Disarm();
        _emulator.Scim("wiki").Disarm();
    }

    /// <summary>How many requests of the case the service has seen so far, items of envelopes included.</summary>
    public int Seen => _emulator.Wire.Sum(w => w.Items.IsEmpty
        ? _case.Matches(w.Method, w.Path) ? 1 : 0
        : w.Items.Count(i => _case.Matches(i.Method, i.Path)));

    /// <summary>Counts what stands there, past every connector.</summary>
    public async Task<int> StandingAsync()
    {
        var root = _case.IsScim ? _emulator.ScimRoot("wiki") : _emulator.GraphRoot;
        var text = await (await _probe.GetAsync(new Uri(root, _case.Standing.Path))).Content.ReadAsStringAsync();
        return text.Split(_case.Standing.Text).Length - 1;
    }

    /// <summary>One run: read, plan, apply, remember.</summary>
    public async Task<ImmutableArray<OperationRecord>> RunAsync(FaultStep step)
    {
        var (model, plan, reader, writer) = await PlanAsync(step);
        var records = await new ApplyLoop(plan, Workspace, new ApplyTools(writer, reader, new Unwritten(), Clock, new CountedRandomness())).RunAsync(default);
        _ledger = Ledgers.After(_ledger, model, plan, records, Clock.GetUtcNow());
        return records;
    }

    /// <summary>Forgets what was refused for good; false where nothing was.</summary>
    public bool Unpark()
    {
        var parked = !_ledger.Parked.IsEmpty;
        _ledger = _ledger with { Parked = _ledger.Parked.Clear() };
        return parked;
    }

    /// <summary>What there is left to do.</summary>
    public async Task<ImmutableArray<Operation>> LeftAsync(FaultStep step) => (await PlanAsync(step)).Plan.Operations;

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        _handler.Dispose();
        await _emulator.DisposeAsync();
    }

    private async Task<(IdentityModel Model, TargetPlan Plan, IReadTarget Reader, IWriteTarget Writer)> PlanAsync(FaultStep step)
    {
        var day = Today.AddDays(step.Day);
        var loaded = WorkspaceLoader.Load(new LoadRequest([Text("reconciler.yaml", Control(step)), Text("people.yaml", step.Content)], day, ConnectorCatalog.EntraSchema(Mark)));
        var model = loaded.Model ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        var (reader, writer) = _case.IsScim ? Scim(model) : Entra();
        var read = await reader.ReadAsync(new ReadRequest(_case.IsScim ? new ReadScope.Everything([]) : Everything(model), new Roster(reader.Descriptor.Name), new ValuePool()), default);
        var reading = new TargetReading(reader.Descriptor.Name, read, _ledger);
        var run = _case.IsScim
            ? RunPlanner.Plan(model, null, [reading], day, Clock.GetUtcNow(), new PlanNarrowing())
            : RunPlanner.Plan(model, reading, [], day, Clock.GetUtcNow(), new PlanNarrowing());
        Assert.DoesNotContain(run.Findings, f => f.Severity == Severity.Error);
        return (model, Assert.Single(run.Targets), reader, writer);
    }

    private (IReadTarget Reader, IWriteTarget Writer) Entra()
    {
        var connection = ConnectorCatalog.Connect(_emulator.GraphRoot, "token", Mark, Clock, new CountedRandomness()) with { Handler = _handler, Policy = Policy };
        return (ConnectorCatalog.EntraReader(connection), ConnectorCatalog.EntraWriter(connection));
    }

    private (IReadTarget Reader, IWriteTarget Writer) Scim(IdentityModel model)
    {
        var settings = model.Applications.Single().Scim ?? throw new InvalidOperationException("the application has no accounts");
        var connection = ConnectorCatalog.Connect(Accounts, _emulator.ScimRoot("wiki"), "token", settings with { Profile = _case.Dialect(settings.Profile) }, Clock, new CountedRandomness())
            with
        { Handler = _handler, Policy = Policy };
        return (ConnectorCatalog.ScimReader(connection), ConnectorCatalog.ScimWriter(connection));
    }

    private static WirePolicy Policy => WirePolicy.Default with { Timeout = FaultClock.Limit };

    private static ReadScope.Everything Everything(IdentityModel model) => new(["manager"])
    {
        Applications = [.. model.OfKind(Kind.Application).Select(a => new ApplicationQuery { DisplayName = a.Value("displayName").ToString() }), new ApplicationQuery { Mark = $"{Workspace}/" }],
    };

    private string Control(FaultStep step) => _case.IsScim
        ? $$"""
          version: 1
          workspace: {{Workspace}}
          applications:
          {{step.Applications.Replace("BASE", _emulator.ScimRoot("wiki").AbsoluteUri, StringComparison.Ordinal)}}
          """
        : $$"""
          version: 1
          workspace: {{Workspace}}
          directory:
            type: entra
            tenant: contoso.onmicrosoft.com
            domains: [contoso.com]
            enforce: full
            ownership: { directoryExtension: {{App}} }
            leavers: { users: { action: disable, deleteAfter: 1d }, groups: { action: delete } }
          {{(step.Applications.Length == 0 ? "" : "applications:\n" + step.Applications)}}
          """;

    private static SourceText Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private sealed class Unwritten : IJournal
    {
        public void Intend(ImmutableArray<Intent> intents)
        {
        }

        public void Ended(ImmutableArray<OperationRecord> records)
        {
        }
    }
}
