using System.Collections.Immutable;
using Reconciler.Connectors.Tests.Emulator;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>An emulated tenant and our connector on it. When it goes, everything that was sent is held against the contract and our table of prices.</summary>
internal sealed class EntraTenant : IAsyncDisposable
{
    public const string App = "11111111-2222-3333-4444-555555555555";
    public const string MarkProperty = "extension_11111111222233334444555555555555_reconcilerOwner";
    private static readonly Cause Because = new Cause.Derived("test", SourceSpan.None);
    private int _operations;

    private EntraTenant(DirectoryEmulator emulator, MarkPlace mark)
    {
        Emulator = emulator;
        Sent = new RecordingHandler(emulator.GraphRoot);
        Connection = ConnectorCatalog.Connect(emulator.GraphRoot, "token", mark, Time, new CountedRandomness()) with { Handler = Sent };
        Reader = ConnectorCatalog.EntraReader(Connection);
        Writer = ConnectorCatalog.EntraWriter(Connection);
    }

    public DirectoryEmulator Emulator { get; }

    public EmulatorSwitches Switches => Emulator.Switches;

    public FastTime Time { get; } = new();

    public RecordingHandler Sent { get; }

    public EntraConnection Connection { get; }

    public IReadTarget Reader { get; }

    public IWriteTarget Writer { get; }

    public Roster Roster { get; } = new(TargetName.Directory);

    /// <summary>What the roles of links are pooled in.</summary>
    public ValuePool Pool { get; } = new();

    public static Task<EntraTenant> StartAsync(params string[] lines) => StartAsync(MarkPlace.InExtensionOf(App), withMark: true, lines);

    public static async Task<EntraTenant> StartAsync(MarkPlace mark, bool withMark, params string[] lines)
    {
        using var folder = new TestFolder();
        var app = $$"""{"type":"application","id":"22222222-2222-3333-4444-555555555555","appId":"{{App}}","displayName":"Reconciler"}""";
        var property = $$"""{"type":"extensionProperty","name":"{{MarkProperty}}","application":"22222222-2222-3333-4444-555555555555","dataType":"String","targetObjects":["User","Group"]}""";
        var seed = folder.Write("seed.jsonl", string.Join('\n', (string[])[app, .. withMark ? [property] : Array.Empty<string>(), .. lines]));
        return new EntraTenant(await DirectoryEmulator.StartAsync(new EmulatorOptions { Domains = ["contoso.com"], SeedFiles = [seed] }, CancellationToken.None), mark);
    }

    public Task<Snapshot> ReadAsync(params string[] parts) => ReadAsync(new ReadScope.Everything([.. parts]));

    public Task<Snapshot> ReadAsync(ReadScope scope) => Reader.ReadAsync(new ReadRequest(scope, new Roster(TargetName.Directory), new ValuePool()), default);

    public async Task<OperationResult> ApplyAsync(Operation operation) => Assert.Single(await ApplyAsync([operation]));

    public async Task<ImmutableArray<OperationResult>> ApplyAsync(ImmutableArray<Operation> operations)
    {
        var results = await Writer.ApplyAsync([.. operations.Select(o => new Attempt(o, 1) { Pool = Pool })], Roster, default);
        foreach (var (operation, result) in operations.Zip(results))
        {
            if (result.CreatedId is { } id && result.Outcome is Outcome.Applied)
                Roster.Created(operation.Object, id);
        }

        return results;
    }

    public async Task<Handle> MakeAsync(Operation create)
    {
        var result = await ApplyAsync(create);
        Assert.True(result.Outcome is Outcome.Applied, result.ToString());
        Assert.NotNull(result.CreatedId);
        return create.Object;
    }

    public Task<Handle> UserAsync(string name, params (string, AttributeValue)[] more) => MakeAsync(NewUser(name, more));

    public Task<Handle> GroupAsync(string name, params (string, AttributeValue)[] more) => MakeAsync(NewGroup(name, more));

    public Operation.Create NewUser(string name, params (string Name, AttributeValue Value)[] more) => Create(Kind.User, name,
        [("userPrincipalName", Text($"{name}@contoso.com")), ("displayName", Text(name)), ("mailNickname", Text(name)), ("accountEnabled", AttributeValue.Of(true)),
            ("password", new AttributeValue.Generated("password")), .. more]);

    public Operation.Create NewGroup(string name, params (string Name, AttributeValue Value)[] more) => Create(Kind.Group, name,
        [("displayName", Text(name)), ("mailNickname", Text(name)), ("uniqueName", Text($"w.{name}.0a1b2c3d")), ("reconcilerOwner", Text($"w/{name};c")), .. more]);

    public Operation.Create Create(Kind kind, string name, params (string Name, AttributeValue Value)[] cells) =>
        new(Next(), Roster.Declared(new ResourceKey(kind, name)), kind, Phase.Establish, Cells(kind, cells), []) { Name = name };

    public Operation.Update Update(Kind kind, Handle handle, params (string Name, AttributeValue Value)[] cells) =>
        new(Next(), handle, kind, Phase.Establish, "profile", Cells(kind, cells)) { Name = "update" };

    /// <summary>An update of an application: each cell with what stood there before.</summary>
    public Operation.Update Change(Handle handle, string facet, params (string Name, AttributeValue Before, AttributeValue After)[] cells) =>
        new(Next(), handle, Kind.Application, Phase.Establish, facet,
            [.. Cells(Kind.Application, [.. cells.Select(c => (c.Name, c.After))]).Zip(cells, (cell, c) => cell with { Before = c.Before })])
        { Name = "change" };

    public Operation.Link Assign(Handle application, Handle to, string? role) =>
        new(Next(), application, Kind.Application, Phase.Link, Assignment(to, role)) { Name = "assign" };

    public Operation.Unlink Unassign(Handle application, Handle from, string? role) =>
        new(Next(), application, Kind.Application, Phase.Unlink, Assignment(from, role)) { Name = "unassign" };

    public Operation.Disable Disable(Handle handle, bool revoke) =>
        new(Next(), handle, Kind.User, Phase.Disable, Cells(Kind.User, ("accountEnabled", AttributeValue.Of(false)), ("reconcilerOwner", Text("w/x;off"))), revoke) { Name = "disable" };

    public Operation.Restore Restore(Kind kind, Handle handle) => new(Next(), handle, kind, Phase.Establish) { Name = "restore" };

    public Operation.Delete Delete(Kind kind, Handle handle) => new(Next(), handle, kind, Phase.Delete, new Claim.Policy("test", SourceSpan.None)) { Name = "delete" };

    public Operation.Link Link(Kind kind, Handle from, string link, params Handle[] ends) => new(Next(), from, kind, Phase.Link, Ends(kind, link, ends)) { Name = "link" };

    public Operation.Unlink Unlink(Kind kind, Handle from, string link, params Handle[] ends) => new(Next(), from, kind, Phase.Unlink, Ends(kind, link, ends)) { Name = "unlink" };

    public LinkEnds Ends(Kind kind, string link, params Handle[] ends) =>
        new(Reader.Descriptor.Schema[kind].FindLink(link) ?? throw new KeyNotFoundException(link), [.. ends]);

    public AttributeValue Cell(Snapshot snapshot, Kind kind, Handle handle, string attribute) =>
        snapshot.Pool[snapshot[kind].Cell(Live(snapshot, handle), attribute)];

    /// <summary>The handle in a snapshot of what this tenant's roster knows under another.</summary>
    public Handle Live(Snapshot snapshot, Handle handle) =>
        snapshot.Roster.Find(Roster.IdOf(handle) ?? throw new KeyNotFoundException("no id")) ?? throw new KeyNotFoundException(Roster.NameOf(handle));

    public string[] Names(Snapshot snapshot, string link, Handle from) =>
        [.. snapshot.Links(link, Live(snapshot, from)).Ends.Select(e => snapshot.Roster.NameOf(e.To)).Order(StringComparer.Ordinal)];

    public static AttributeValue Text(string text) => AttributeValue.Of(text);

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        Sent.Dispose();
        Assert.Empty(Contract.Breaches(Sent.Requests));
        Assert.Empty(Sent.Mispriced);
    }

    private LinkEnds Assignment(Handle end, string? role) =>
        Ends(Kind.Application, "assignments", end) with { Ends = [new LinkEnd(end, Pool.Intern(role))] };

    private ImmutableArray<CellChange> Cells(Kind kind, params (string Name, AttributeValue Value)[] cells) =>
        [.. cells.Select(c => new CellChange(Reader.Descriptor.Schema[kind].Find(c.Name) ?? throw new KeyNotFoundException(c.Name), AttributeValue.None, c.Value, Because))];

    private OperationId Next() => new($"op{++_operations}");
}
