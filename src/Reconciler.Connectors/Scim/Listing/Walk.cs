using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Listing;

/// <summary>What one page brought: how many objects, and how many of them for the first time.</summary>
internal readonly record struct Gain(int Received, int Fresh)
{
    public bool Overlaps => Fresh < Received && Fresh > 0;
}

/// <summary>A listing under way: every object once, and what is doubtful about it.</summary>
internal sealed class Walk(Action<ScimResource> fold, IProgress<int>? progress)
{
    private readonly HashSet<RemoteId> _seen = [];
    private int _nameless;

    public int Count => _seen.Count;

    /// <summary>The largest number of results that any page named; null = none did.</summary>
    public long? Total { get; private set; }

    public Gain Take(ListPage page)
    {
        if (page.Total is { } total && !(Total >= total))
            Total = total;
        var fresh = 0;
        foreach (var resource in page.Resources)
        {
            if (resource.Id is not { } id)
            {
                _nameless++;
                continue;
            }

            if (_seen.Add(id))
                fresh++;
            fold(resource);
        }

        progress?.Report(_seen.Count);
        return new Gain(page.Resources.Length, fresh);
    }

    /// <summary>A listing that came to its end: proven, unless what was seen speaks against it.</summary>
    public Completeness End(string how)
    {
        if (_nameless > 0)
            return new Completeness.Unproven($"{_nameless} listed objects have no id");
        return Total > _seen.Count
            ? new Completeness.Unproven($"the service speaks of {Total} results and listed {_seen.Count}")
            : new Completeness.Proven(how);
    }
}
