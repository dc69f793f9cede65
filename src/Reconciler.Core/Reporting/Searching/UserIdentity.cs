using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Searching;

/// <summary>
/// All that one user is called in a history: people are renamed, so whatever they were asked for by leads to their keys and ids, and those to the rest.
/// </summary>
public sealed class UserIdentity
{
    private readonly string _asked;
    private readonly HashSet<string> _keys;
    private readonly HashSet<(string Target, string Id)> _ids = [];

    public UserIdentity(string asked, IEnumerable<string> keysNow)
    {
        ArgumentNullException.ThrowIfNull(asked);
        (_asked, _keys) = (asked, new HashSet<string>(keysNow, StringComparer.OrdinalIgnoreCase) { asked });
    }

    /// <summary>Learns until nothing new is known: an old name may only lead on from a newer report.</summary>
    public void Learn(IReadOnlyCollection<ReportPeople> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        for (var known = -1; known != _keys.Count + _ids.Count;)
        {
            known = _keys.Count + _ids.Count;
            foreach (var row in history.SelectMany(p => p.Rows))
                Learn(row);
        }
    }

    /// <summary>Whether a report speaks of this user.</summary>
    public bool MayBeIn(ReportPeople people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return people.Rows.Any(r => IsThem(r.Target, r.Key, r.Name, r.Id)) || _keys.Any(people.Ends.Contains);
    }

    public bool Holds(OperationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (row.Kind == Kind.User.Name && IsThem(row.Target, row.Key, row.Name, row.RemoteId)) || row.Links.Any(Holds);
    }

    public bool Holds(EntryRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return (row.Kind == Kind.User.Name && IsThem(row.Target ?? "", row.Key, row.Name, row.Id)) || row.Links.Any(Holds);
    }

    /// <summary>Whether a link end is this user.</summary>
    public bool Holds(LinkEndRow end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return end.Kind == Kind.User.Name && _keys.Contains(end.Name);
    }

    private bool Holds(LinkRow link) => link.Adds.Any(Holds) || link.Removes.Any(Holds);

    private void Learn(PersonNames row)
    {
        if (!IsThem(row.Target, row.Key, row.Name, row.Id) && !row.Identifiers.Contains(_asked, StringComparer.OrdinalIgnoreCase))
            return;
        if (row.Key is { Length: > 0 } key)
            _keys.Add(key);
        if (row.Id is { Length: > 0 } id)
            _ids.Add((row.Target, id));
    }

    private bool IsThem(string target, string? key, string name, string? id) =>
        (key is null ? _keys.Contains(name) : _keys.Contains(key))
        || (id is not null && (_ids.Contains((target, id)) || string.Equals(id, _asked, StringComparison.OrdinalIgnoreCase)));
}
