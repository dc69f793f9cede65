using System.Text.Json;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Link ends as a delta hands them out: in chunks, an object more than once, an end added and removed again. The last word holds.</summary>
internal sealed class LinkChunks(Roster roster)
{
    private readonly Dictionary<Handle, Edits> _ends = [];
    private readonly List<Handle> _sources = [];

    /// <summary>Every object that the chain spoke of as living, with ends or without.</summary>
    public IReadOnlyList<Handle> Sources => _sources;

    /// <summary>Reads delta entries that hold nothing but this link.</summary>
    public PageItem Reading(string link)
    {
        var property = $"{link}@delta";
        var chunk = new List<(Handle End, bool Removed)>();
        return Read;

        void Read(ref Utf8JsonReader reader)
        {
            chunk.Clear();
            string? id = null;
            var gone = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                gone |= reader.ValueTextEquals("@removed"u8);
                var isLink = reader.ValueTextEquals(property);
                reader.Read();
                if (isId)
                    id = JsonText.StringOrNull(ref reader);
                else if (isLink)
                    ReadChunk(ref reader, chunk);
                else
                    reader.Skip();
            }

            if (id is null || gone)
                return;
            var source = roster.Live(Kind.User, new RemoteId(id));
            _sources.Add(source);
            if (chunk.Count > 0)
                Add(source, chunk);
        }
    }

    /// <summary>The ends in the array that the reader stands on.</summary>
    public void ReadChunk(ref Utf8JsonReader reader, List<(Handle End, bool Removed)> chunk)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadEnd(ref reader, roster) is { } end)
                chunk.Add(end);
        }
    }

    /// <summary>The end that the reader stands on, and whether it went; null = without id.</summary>
    public static (Handle End, bool Removed)? ReadEnd(ref Utf8JsonReader reader, Roster roster)
    {
        string? id = null, type = null;
        var removed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isType = reader.ValueTextEquals("@odata.type"u8);
            removed |= reader.ValueTextEquals("@removed"u8);
            reader.Read();
            if (isId)
                id = JsonText.StringOrNull(ref reader);
            else if (isType)
                type = JsonText.StringOrNull(ref reader);
            else
                reader.Skip();
        }

        return id is null ? null : (roster.Live(KindOf(type), new RemoteId(id)), removed);
    }

    public void Add(Handle from, List<(Handle End, bool Removed)> chunk)
    {
        if (!_ends.TryGetValue(from, out var ends))
            _ends.Add(from, ends = new Edits());
        foreach (var (end, removed) in chunk)
            ends.Say(end, removed);
    }

    public void Forget(Handle from) => _ends.Remove(from);

    /// <summary>Sets the links of every object of the kind that is in its table: what was known of them before, with what was said since.</summary>
    public void WriteTo(Snapshot snapshot, Kind kind, string link)
    {
        foreach (var (from, edits) in _ends)
        {
            if (snapshot[kind].RowOf(from) < 0)
                continue;
            var known = snapshot.Links(link, from);
            if (!known.Ends.IsEmpty || edits.In.Count > 0)
                snapshot.SetLinks(link, from, edits.Over(known));
        }
    }

    public static Kind KindOf(string? type)
    {
        var name = type.AsSpan();
        return name[(name.LastIndexOf('.') + 1)..] switch
        {
            "user" => Kind.User,
            "group" => Kind.Group,
            "servicePrincipal" => Kind.ServicePrincipal,
            "device" => Kind.Device,
            "orgContact" => Kind.OrgContact,
            "" => new Kind("directoryObject"),
            var other => new Kind(other.ToString()),
        };
    }

    /// <summary>What was said of one object's ends, the last word about each.</summary>
    private sealed class Edits
    {
        private HashSet<Handle>? _out;

        public HashSet<Handle> In { get; } = [];

        public void Say(Handle end, bool removed)
        {
            if (!removed)
            {
                In.Add(end);
                _out?.Remove(end);
                return;
            }

            In.Remove(end);
            (_out ??= []).Add(end);
        }

        public LinkSet Over(LinkSet known) => LinkSet.Of(known.Ends.Select(e => e.To).Where(e => _out?.Contains(e) != true).Concat(In));
    }
}
