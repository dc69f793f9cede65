namespace Reconciler.Emulator.Scim.Bulk;

/// <summary>The order operations run in: as written, but what is referred to before what refers; a circle is entered where it is met.</summary>
internal static class BulkOrder
{
    public static List<BulkOperation> Of(IReadOnlyList<BulkOperation> operations)
    {
        var creators = operations.Where(o => o is { Method: "POST", BulkId: not null }).GroupBy(o => o.BulkId ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var result = new List<BulkOperation>();
        var seen = new HashSet<int>();
        foreach (var operation in operations)
        {
            // Depth first without recursion: a chain may be as long as the request.
            var open = new Stack<(BulkOperation Operation, bool IsReady)>([(operation, false)]);
            while (open.TryPop(out var next))
            {
                if (next.IsReady)
                {
                    result.Add(next.Operation);
                    continue;
                }

                if (!seen.Add(next.Operation.Index))
                    continue;
                open.Push((next.Operation, true));
                foreach (var name in next.Operation.References().Reverse())
                {
                    if (creators.TryGetValue(name, out var creator) && !seen.Contains(creator.Index))
                        open.Push((creator, false));
                }
            }
        }

        return result;
    }
}
