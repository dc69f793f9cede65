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

/// <summary>Resolves references on the directory as it will be.</summary>
internal sealed class References(IdentityModel model, Snapshot snapshot, DirectoryView view, IReadOnlyDictionary<ResourceKey, Entry> entries, DateOnly day)
{
    private readonly Dictionary<ResourceKey, Cause> _absent = Absent(model, day);

    private readonly HashSet<(string, SourceSpan)> _reported = [];

    // A key is written a dozen times, and each time it means the same.
    private readonly Dictionary<ResourceKey, Resolution> _known = [];

    public List<Diagnostic> Findings { get; } = [];

    public Resolution Resolve(DeclaredReference reference)
    {
        var resolution = reference.To switch
        {
            Reference.ByKey k => OfKey(k.Key),
            Reference.ById i => OfLive(snapshot.Roster.Find(i.Id), i.Id.Value),
            Reference.ByAttribute a => OfLive(view.Find(a.Kind, a.Attribute, a.Value), a.Value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (resolution is Resolution.Unresolved && reference.To is not Reference.ByKey && _reported.Add((reference.To.ToString() ?? "", reference.Span)))
            Findings.Add(PlanFaults.ReferenceNotFound(reference.To.ToString() ?? "", reference.Span));
        return resolution is Resolution.Found found && reference.Until is { } until && until < day
            ? new Resolution.Inert(found.Object, new Cause.Dated("until", until, reference.Span))
            : resolution;
    }

    /// <summary>The cause for which a person does not take part in lists today, or null.</summary>
    public Cause? Absence(Handle handle) => snapshot.Roster.KeyOf(handle) is { } key ? _absent.GetValueOrDefault(key) : null;

    private Resolution OfKey(ResourceKey key) => _known.TryGetValue(key, out var known) ? known : _known[key] = Look(key);

    private Resolution Look(ResourceKey key)
    {
        if (_absent.TryGetValue(key, out var cause))
            return new Resolution.Inert(snapshot.Roster.Find(key), cause);
        if (!entries.TryGetValue(key, out var entry))
            return new Resolution.Unresolved($"{key.Name} has no place in this plan");
        return entry.Change switch
        {
            Change.Blocked => new Resolution.Unresolved($"{key.Name} is in conflict"),
            Change.Observed { Would: Change.Create } => new Resolution.Unresolved($"{key.Name} is not created: enforce is observe"),
            Change.Keep { Why: KeepReason.Incomplete } => new Resolution.Unresolved($"{key.Name} is not created while the read is incomplete"),
            _ => new Resolution.Found(entry.Object),
        };
    }

    private Resolution OfLive(Handle? found, string text)
    {
        if (found is not { } handle || !view.Exists(handle))
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
