using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Faults;
using Reconciler.Emulator.Scim.Http;
using Reconciler.Emulator.Scim.Resources;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Storage;

namespace Reconciler.Emulator.Scim;

/// <summary>One SCIM service provider with everything it remembers; requests read it or write it under <see cref="Gate"/>.</summary>
internal sealed class ScimApplication(string key, Guid tenant, int seed, ScimModel model, ScimSwitches switches, TimeProvider clock) : IDisposable
{
    private readonly Lock _windowGate = new();
    private readonly SlidingWindow _requests = new(TimeSpan.FromSeconds(10));
    private long _ids;

    public string Key => key;

    public ScimModel Model => model;

    public ScimSwitches Switches => switches;

    public TimeProvider Clock => clock;

    public ScimStore Store { get; } = new();

    public ReaderWriterLockSlim Gate { get; } = new();

    public ScimCursors Cursors { get; } = new();

    public IssuedTokens Tokens { get; } = new();

    /// <summary>Keeps the state on disk; null keeps it in memory only.</summary>
    public ScimJournal? Journal { get; set; }

    /// <summary>An id no other resource has; it depends only on the seed and on what happened before.</summary>
    public string NewId(string type) => NamedId($"{seed}/{type}/{Store.Sequence}/{Interlocked.Increment(ref _ids)}");

    /// <summary>The id of a resource that a seed describes without one.</summary>
    public string NamedId(string name) => NamedGuid.Create(tenant, $"scim/{key}/{name}").ToString();

    public void Put(ScimResource resource)
    {
        var before = Store.Find(resource.Id);
        Store.Put(resource);
        Store.Sequence++;
        Journal?.Put(before, resource, Store.Sequence);
    }

    public void Delete(string id)
    {
        Store.Remove(id);
        Store.Sequence++;
        Journal?.Delete(id, Store.Sequence);
    }

    /// <summary>How long to wait before a further request is allowed; null when this one is.</summary>
    public TimeSpan? Wait(DateTimeOffset now)
    {
        if (switches.RequestsPer10Seconds is not { } allowed)
            return null;
        lock (_windowGate)
        {
            if (_requests.Sum(now) >= allowed)
                return _requests.UntilBelow(allowed, now);
            _requests.Add(now, 1);
            return null;
        }
    }

    public void Dispose()
    {
        Journal?.Dispose();
        Gate.Dispose();
    }
}
