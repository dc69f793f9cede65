using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>Users and groups that are there no longer: out of their table, unless the recycle bin has them, and out of every list.</summary>
internal sealed class Leavers(Snapshot snapshot)
{
    private readonly HashSet<Handle> _gone = [];

    private static readonly string[] Own = [GroupSchema.Members, GroupSchema.Owners, UserSchema.Manager];

    public void Remove(Handle gone)
    {
        _gone.Add(gone);
        var table = snapshot[snapshot.Roster.KindOf(gone)];
        if (table.RowOf(gone) is >= 0 and var row && !table.IsDeleted(row))
            table.Remove(gone);
    }

    /// <summary>
    /// Takes users and groups that are gone, or lie in the recycle bin, and their lists, out of all lists that still name them: a delta of groups need not tell of that.
    /// Whom nobody knows stays in them, as a sign that something was not told.
    /// </summary>
    public void LeaveLists()
    {
        foreach (var (source, set) in snapshot.AllLinks.Where(l => Own.Contains(l.Key.Link)).ToArray())
        {
            if (!IsThere(source.From))
                snapshot.SetLinks(source.Link, source.From, LinkSet.Empty);
            else if (set.Ends.Any(e => !IsThere(e.To)))
                snapshot.SetLinks(source.Link, source.From, LinkSet.Of(set.Ends.Where(e => IsThere(e.To))));
        }
    }

    private bool IsThere(Handle end)
    {
        var kind = snapshot.Roster.KindOf(end);
        if (kind != Kind.User && kind != Kind.Group)
            return true;
        var row = snapshot[kind].RowOf(end);
        return row >= 0 ? !snapshot[kind].IsDeleted(row) : !_gone.Contains(end);
    }
}
