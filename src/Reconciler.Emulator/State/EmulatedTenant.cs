using System.Collections.Immutable;
using Reconciler.Emulator.Applications;
using Reconciler.Emulator.Delta;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Rules;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>One tenant with everything it remembers; requests read it or write it under <see cref="Gate"/>.</summary>
internal sealed class EmulatedTenant : IDisposable
{
    private readonly DynamicGroups _rules;
    private readonly Journal? _journal;
    private long _created;

    private EmulatedTenant(EmulatorOptions options, DirectoryStore store, Organization organization, Journal? journal)
    {
        Options = options;
        Store = store;
        Organization = organization;
        _journal = journal;
        _rules = new DynamicGroups(store);
        Epoch = NamedGuid.Create(organization.Id, $"epoch/{options.Seed}/{store.Sequence}/{options.Clock.GetUtcNow().UtcTicks}").ToString("N")[..8];
    }

    public EmulatorOptions Options { get; }

    public DirectoryStore Store { get; }

    public Organization Organization { get; }

    public ReaderWriterLockSlim Gate { get; } = new();

    public Cursors Cursors { get; } = new();

    /// <summary>Marks page tokens of this process: positions of another one mean nothing here.</summary>
    public string Epoch { get; }

    public static EmulatedTenant Open(EmulatorOptions options)
    {
        var store = new DirectoryStore();
        var organization = new Organization(options);
        var loader = new StateLoader(store, organization, options);
        var journal = options.StateDirectory is { } folder ? Journal.Open(folder, options, loader) : null;
        if (journal is null)
            loader.LoadSeeds();
        Templates.Provide(store, options.Clock.GetUtcNow());
        var tenant = new EmulatedTenant(options, store, organization, journal);
        var now = options.Clock.GetUtcNow();
        foreach (var change in tenant._rules.AfterLoad().ToList())
            tenant.Record(change, now);
        journal?.Settle(store, organization, now);
        return tenant;
    }

    /// <summary>Applies a change that a request asks for and whatever the rules of dynamic groups make of it.</summary>
    public void Commit(Change change, DateTimeOffset now, long request)
    {
        var id = change switch
        {
            PutChange put => put.Id,
            RestoreChange restore => restore.Id,
            DeleteChange delete => delete.Id,
            PurgeChange purge => purge.Id,
            _ => Guid.Empty,
        };
        var before = Store.Find(id);
        var values = before?.Values;
        Record(change, now);
        if (Store.Find(id) is not { } item)
            return;
        if (before is null)
            (item.VisibleFrom, item.VisibleFromRequest) = (now + Options.Switches.ReplicationLag, Lag(request));
        else if (values is not null && Options.Switches.UpdateLag > TimeSpan.Zero)
            item.Older = (item.Seen(now) == item.Values ? values : item.Seen(now), now + Options.Switches.UpdateLag);
        if (Options.Switches.ComputeDynamicGroupsAtOnce)
            Follow(_rules.After(item), now);
    }

    public void ComputeDynamicGroups() => Follow(_rules.AfterLoad(), Options.Clock.GetUtcNow());

    /// <summary>An id that no other object has; it depends only on the seed and on what happened before.</summary>
    public Guid NewId(string what) =>
        NamedGuid.Create(Organization.Id, $"{what}/{Options.Seed}/{Store.Sequence}/{Interlocked.Increment(ref _created)}");

    public string RequestId(long number) => NamedGuid.Create(Organization.Id, $"request/{Options.Seed}/{number}").ToString();

    /// <summary>Hands the lines of this request to the operating system.</summary>
    public void Flush() => _journal?.Flush(Store, Organization, Options.Clock.GetUtcNow());

    public void Dispose()
    {
        _journal?.Dispose();
        Gate.Dispose();
    }

    private long Lag(long request) => Options.Switches.ReplicationLagRequests is > 0 and var lag ? request + lag + 1 : 0;

    private void Follow(IEnumerable<LinkChange> changes, DateTimeOffset now)
    {
        foreach (var change in changes.ToList())
            Record(change, now);
    }

    private void Record(Change change, DateTimeOffset now)
    {
        if (Store.Apply(change, Store.Sequence + 1, now))
            _journal?.Write(change, Store, now);
    }
}
