using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What of a plan touches one object: its own change, and its coming and going in other objects' lists.</summary>
internal static class Narrowing
{
    public static IEnumerable<Entry> To(ResourceKey key, IEnumerable<Entry> entries, Roster roster)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == key)
            {
                yield return entry;
                continue;
            }

            if (!entry.IsChange || entry.Change is Change.Create || entry.Links.IsEmpty)
                continue;
            var links = entry.Links.Select(l => l with
            {
                Adds = l.Adds.RemoveAll(e => roster.KeyOf(e.End.To) != key),
                Removes = l.Removes.RemoveAll(e => roster.KeyOf(e.End.To) != key),
            }).Where(l => !l.IsEmpty).ToArray();
            if (links.Length > 0)
            {
                yield return entry with
                {
                    Change = new Change.Update(),
                    Cells = [],
                    Links = [.. links],
                    Effects = (links.Any(l => !l.Adds.IsEmpty) ? Effects.LinksGained : Effects.None)
                        | (links.Any(l => !l.Removes.IsEmpty) ? Effects.LinksLost : Effects.None),
                };
            }
        }
    }
}
