using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Puts what was read of one object into its table.</summary>
internal static class LiveRows
{
    /// <param name="whole">The row says all there is: a cell that was not seen is empty.</param>
    public static Handle Write(Roster roster, ResourceTable table, LiveRow row, string id, bool deleted, bool whole = false)
    {
        var handle = roster.Live(table.Schema.Kind, new RemoteId(id));
        var at = table.Add(handle, deleted);
        for (var column = 0; column < row.Width; column++)
        {
            if (row.TryGet(column, out var value))
                table.Set(at, column, value);
            else if (whole)
                table.Set(at, column, ValueId.Absent);
        }

        return handle;
    }
}
