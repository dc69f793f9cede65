using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What a written reference stands for in this plan.</summary>
internal abstract record Resolution
{
    private Resolution()
    {
    }

    public sealed record Found(Handle Object) : Resolution;

    /// <summary>Counts as not written: a leaver, somebody who has not started, an expired line.</summary>
    public sealed record Inert(Handle? Object, Cause Cause) : Resolution;

    /// <summary>Nobody can say what it means: the list only grows in this plan.</summary>
    public sealed record Unresolved(string Why) : Resolution;
}

/// <summary>Resolves references on the directory as it will be. Finds what one thread finds; <see cref="Apart"/> is the same for another.</summary>
internal sealed class References
{
    private readonly Snapshot _snapshot;
    private readonly DirectoryView _view;
    private readonly DateOnly _day;
    private readonly Dictionary<ResourceKey, Cause> _absent;

    // A key is written a dozen times, and each time it means the same.
    private readonly Dictionary<ResourceKey, Resolution> _known;

    private readonly HashSet<(string, SourceSpan)> _reported = [];

    public References(IdentityModel model, Snapshot snapshot, DirectoryView view, IEnumerable<Entry> entries, DateOnly day)
    {
        (_snapshot, _view, _day) = (snapshot, view, day);
        _absent = Absent(model, day);
        _known = [];
        foreach (var entry in entries)
        {
            if (entry.Key is { } key)
                _known[key] = MeaningOf(key, entry);
        }

        foreach (var (key, cause) in _absent)
            _known[key] = new Resolution.Inert(snapshot.Roster.Find(key), cause);
    }

    private References(References other) =>
        (_snapshot, _view, _day, _absent, _known) = (other._snapshot, other._view, other._day, other._absent, other._known);

    public List<Diagnostic> Findings { get; } = [];

    public References Apart() => new(this);

    /// <summary>Takes over what another found.</summary>
    public void Join(References other)
    {
        Findings.AddRange(other.Findings);
        _reported.UnionWith(other._reported);
    }

    public Resolution Resolve(DeclaredReference reference)
    {
        var resolution = reference.To switch
        {
            Reference.ByKey k => OfKey(k.Key),
            Reference.ById i => OfLive(_snapshot.Roster.Find(i.Id), i.Id.Value),
            Reference.ByAttribute a => OfLive(_view.Find(a.Kind, a.Attribute, a.Value), a.Value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (resolution is Resolution.Unresolved && reference.To is not Reference.ByKey && _reported.Add((reference.To.ToString() ?? "", reference.Span)))
            Findings.Add(PlanFaults.ReferenceNotFound(reference.To.ToString() ?? "", reference.Span));
        return resolution is Resolution.Found found && reference.Until is { } until && until < _day
            ? new Resolution.Inert(found.Object, new Cause.Dated("until", until, reference.Span))
            : resolution;
    }

    /// <summary>The cause for which a person does not take part in lists today, or null.</summary>
    public Cause? Absence(Handle handle) => _snapshot.Roster.KeyOf(handle) is { } key ? _absent.GetValueOrDefault(key) : null;

    private Resolution OfKey(ResourceKey key) => _known.GetValueOrDefault(key) ?? new Resolution.Unresolved($"{key.Name} has no place in this plan");

    private static Resolution MeaningOf(ResourceKey key, Entry entry) => entry.Change switch
    {
        Change.Blocked => new Resolution.Unresolved($"{key.Name} is in conflict"),
        Change.Observed { Would: Change.Create } => new Resolution.Unresolved($"{key.Name} is not created: enforce is observe"),
        Change.Keep { Why: KeepReason.Incomplete } => new Resolution.Unresolved($"{key.Name} is not created while the read is incomplete"),
        _ => new Resolution.Found(entry.Object),
    };

    private Resolution OfLive(Handle? found, string text)
    {
        if (found is not { } handle || !_view.Exists(handle))
            return new Resolution.Unresolved($"nothing live answers to {text}");
        return Absence(handle) is { } cause ? new Resolution.Inert(handle, cause) : new Resolution.Found(handle);
    }

    private static Dictionary<ResourceKey, Cause> Absent(IdentityModel model, DateOnly day)
    {
        var absent = new Dictionary<ResourceKey, Cause>();
        foreach (var resource in model.Resources)
        {
            if (Stage.Of(resource, day).Absence is { } cause)
                absent[resource.Key] = cause;
        }

        return absent;
    }
}
