using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// A list that lost its end on the way looks whole. People of whom another collection speaks and whom the list does not hold
/// are the sign of it; they can only lower the confidence, never raise it.
/// </summary>
internal static class CrossCheck
{
    public static void Users(ReadSession session, IEnumerable<Handle> witnessed, string witness)
    {
        session.Fold(() =>
        {
            var users = session.Snapshot[Kind.User];
            var missing = witnessed.Where(h => session.Roster.KindOf(h) == Kind.User && users.RowOf(h) < 0).Distinct().Count();
            if (missing > 0)
                session.Snapshot.Completed(Kind.User.Name, new Completeness.Unproven(
                    $"{missing} of the users in {witness} are not among the {users.Count} users read: the list is not whole, or they are new"));
        });
    }
}
