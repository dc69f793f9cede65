using System.Text.Json;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Link ends as a delta hands them out: in chunks, an object more than once, an end added and removed again. The last word holds.</summary>
internal sealed class LinkChunks(Roster roster)
{
    private static readonly Kind Untold = new("directoryObject");

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
        string? id = null;
        Guid? number = null;
        var kind = Untold;
        var removed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isType = !isId && reader.ValueTextEquals("@odata.type"u8);
            removed |= !isId && !isType && reader.ValueTextEquals("@removed"u8);
            reader.Read();
            if (isId)
                (number, id) = JsonText.NumberOf(ref reader) is { } plain ? (plain, null) : ((Guid?)null, JsonText.StringOrNull(ref reader));
            else if (isType)
                kind = KindOf(ref reader);
            else
                reader.Skip();
        }

        return number is { } known ? (roster.Live(kind, known), removed) : id is null ? null : (roster.Live(kind, new RemoteId(id)), removed);
    }

    public void Add(Handle from, List<(Handle End, bool Removed)> chunk)
    {
        if (!_ends.TryGetValue(from, out var ends))
            _ends.Add(from, ends = new Edits());
        ends.Say(chunk);
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
            if (!known.Ends.IsEmpty || edits.Says)
                snapshot.SetLinks(link, from, edits.Over(known));
        }
    }

    private static Kind KindOf(ref Utf8JsonReader reader) => reader.TokenType != JsonTokenType.String ? KindOf(JsonText.StringOrNull(ref reader))
        : reader.ValueTextEquals("#microsoft.graph.user"u8) ? Kind.User
        : reader.ValueTextEquals("#microsoft.graph.group"u8) ? Kind.Group
        : KindOf(reader.GetString());

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
            "" => Untold,
            var other => new Kind(other.ToString()),
        };
    }

    /// <summary>What was said of one object's ends, word by word: few objects hear that an end went.</summary>
    private sealed class Edits
    {
        private readonly List<(Handle End, bool Removed)> _said = [];

        public bool Says { get; private set; }

        public bool Removes { get; private set; }

        public void Say(List<(Handle End, bool Removed)> words)
        {
            _said.AddRange(words);
            Removes |= words.Exists(w => w.Removed);
            Says |= words.Exists(w => !w.Removed);
        }

        public LinkSet Over(LinkSet known)
        {
            var before = known.Ends.Select(e => e.To);
            if (!Removes)
                return LinkSet.Of(before.Concat(_said.Select(w => w.End)));
            var last = new Dictionary<Handle, bool>();
            foreach (var (end, removed) in _said)
                last[end] = removed;
            return LinkSet.Of(before.Where(e => !last.ContainsKey(e)).Concat(last.Where(w => !w.Value).Select(w => w.Key)));
        }
    }
}
