using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;

namespace Reconciler.Core.Planning;

/// <summary>
/// One end that comes into a list or leaves it, named so that no other is meant: a declared one by its key, any other by its id, and its role where the
/// link has roles.
/// </summary>
internal readonly record struct EndLine(string Link, bool Comes, string Kind, string? Key, string? Id, string? Role)
{
    public static EndLine Of(LinkSchema link, LinkEnd end, bool comes, Snapshot snapshot)
    {
        var key = snapshot.Roster.KeyOf(end.To);
        return new EndLine(link.Name, comes, snapshot.Roster.KindOf(end.To).Name, key?.Name, key is null ? snapshot.Roster.IdOf(end.To)?.Value : null,
            end.Role.IsAbsent ? null : snapshot.Pool[end.Role].ToString());
    }
}
