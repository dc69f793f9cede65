using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>Live objects under numbers of their own, each with its kind and remote id: ends of links too that are in no table.</summary>
internal sealed class ObjectsOut(Roster roster)
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<Handle> _objects = [];

    public int IndexOf(Handle handle)
    {
        if (!_numbers.TryGetValue(handle.Index, out var number))
        {
            _numbers.Add(handle.Index, number = _objects.Count);
            _objects.Add(handle);
        }

        return number;
    }

    public void Write(StateBytes bytes)
    {
        bytes.Number(_objects.Count);
        foreach (var handle in _objects)
        {
            bytes.Text(roster.KindOf(handle).Name);
            bytes.Text(roster.IdOf(handle)?.Value ?? throw new InvalidOperationException("what was read is live"));
        }
    }
}

/// <summary>The same objects in another roster.</summary>
internal static class ObjectsIn
{
    public static Handle[] Read(ref KeptBytes reader, Roster roster)
    {
        var objects = new Handle[reader.Count(8)];
        var kinds = new Dictionary<string, Kind>(StringComparer.Ordinal);
        for (var i = 0; i < objects.Length; i++)
        {
            var name = reader.Text();
            if (!kinds.TryGetValue(name, out var kind))
                kinds.Add(name, kind = new Kind(name));
            objects[i] = roster.Live(kind, new RemoteId(reader.Text()));
        }

        return objects;
    }
}
