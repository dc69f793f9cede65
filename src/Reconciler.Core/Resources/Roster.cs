using System.Buffers;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>
/// The one place where declared key, handle and remote id of a target's objects meet. Reading fills in remote ids,
/// pairing fills in keys, apply fills in the ids of what it created. Not thread-safe: one writer at a time.
/// </summary>
public sealed class Roster(TargetName target)
{
    private const int GuidLength = 36;
    private static readonly SearchValues<char> GuidLetters = SearchValues.Create("0123456789abcdef-");

    private readonly List<Row> _rows = [];

    // A GUID as everybody writes it is known as a number: a list of members names each of its hundred thousand a dozen times.
    private readonly Dictionary<Guid, int> _byNumber = [];
    private readonly Dictionary<string, int> _byRemote = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceKey, int> _byKey = [];

    public TargetName Target { get; } = target;

    public int Count => _rows.Count;

    /// <summary>A roster of its own that knows the same, with the same handles; what one of them learns from now on the other does not.</summary>
    public Roster Apart()
    {
        var copy = new Roster(Target);
        copy._rows.AddRange(_rows);
        foreach (var (id, index) in _byNumber)
            copy._byNumber.Add(id, index);
        foreach (var (id, index) in _byRemote)
            copy._byRemote.Add(id, index);
        foreach (var (key, index) in _byKey)
            copy._byKey.Add(key, index);
        return copy;
    }

    /// <summary>The handle of a live object, made on first sight.</summary>
    public Handle Live(Kind kind, RemoteId id)
    {
        if (IndexOf(id) is { } known)
            return new Handle(known);
        _rows.Add(new Row(kind, id, null, null));
        Point(id, _rows.Count - 1);
        return new Handle(_rows.Count - 1);
    }

    /// <summary>The same for an id that is a GUID and written in 36 small characters, as Graph does.</summary>
    public Handle Live(Kind kind, Guid id) => _byNumber.TryGetValue(id, out var known) ? new Handle(known) : Live(kind, new RemoteId(id.ToString("D")));

    /// <summary>The handle of an object that is only declared.</summary>
    public Handle Declared(ResourceKey key)
    {
        if (_byKey.TryGetValue(key, out var known))
            return new Handle(known);
        _rows.Add(new Row(key.Kind, null, key, null));
        _byKey.Add(key, _rows.Count - 1);
        return new Handle(_rows.Count - 1);
    }

    /// <summary>Says that a declared key is this live object.</summary>
    public void Bind(ResourceKey key, Handle handle)
    {
        _byKey[key] = handle.Index;
        _rows[handle.Index] = _rows[handle.Index] with { Key = key };
    }

    /// <summary>Says under which id an object that we created lives from now on.</summary>
    public void Created(Handle handle, RemoteId id)
    {
        _rows[handle.Index] = _rows[handle.Index] with { Id = id };
        Point(id, handle.Index);
    }

    /// <summary>Gives a live object a name that people know it by.</summary>
    public void Label(Handle handle, string? label) => _rows[handle.Index] = _rows[handle.Index] with { Name = label };

    public Handle? Find(ResourceKey key) => _byKey.TryGetValue(key, out var index) ? new Handle(index) : null;

    public Handle? Find(RemoteId id) => IndexOf(id) is { } index ? new Handle(index) : null;

    public Kind KindOf(Handle handle) => _rows[handle.Index].Kind;

    public RemoteId? IdOf(Handle handle) => _rows[handle.Index].Id;

    public ResourceKey? KeyOf(Handle handle) => _rows[handle.Index].Key;

    /// <summary>The declared key, else what people call it, else the remote id.</summary>
    public string NameOf(Handle handle)
    {
        var row = _rows[handle.Index];
        return row.Key?.Name ?? row.Name ?? row.Id?.Value ?? "?";
    }

    private int? IndexOf(RemoteId id)
    {
        var isKnown = NumberOf(id.Value) is { } number ? _byNumber.TryGetValue(number, out var index) : _byRemote.TryGetValue(id.Value, out index);
        return isKnown ? index : null;
    }

    private void Point(RemoteId id, int index)
    {
        if (NumberOf(id.Value) is { } number)
            _byNumber[number] = index;
        else
            _byRemote[id.Value] = index;
    }

    // What is a GUID in other letters is another id: only one text may stand for a number.
    private static Guid? NumberOf(string id) =>
        id.Length == GuidLength && !id.AsSpan().ContainsAnyExcept(GuidLetters) && Guid.TryParseExact(id, "D", out var number) ? number : null;

    private readonly record struct Row(Kind Kind, RemoteId? Id, ResourceKey? Key, string? Name);
}
