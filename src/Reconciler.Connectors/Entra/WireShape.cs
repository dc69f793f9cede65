using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>How a value stands in JSON.</summary>
internal enum WireForm
{
    Text,
    Flag,
    Texts,

    /// <summary>A list that holds one text (businessPhones).</summary>
    OneText,
}

/// <summary>Where one attribute stands in Graph's JSON: a property, or a member of one.</summary>
internal sealed record WireProperty(string Property, string? Member, int Column, WireForm Form);

/// <summary>Which property carries which attribute of a kind; the one map for reading and writing.</summary>
internal sealed class WireShape
{
    private readonly ImmutableArray<Slot> _slots;
    private readonly ImmutableDictionary<string, WireProperty> _byAttribute;

    /// <param name="computed">Attributes that no single property carries.</param>
    public WireShape(KindSchema schema, MarkWire? mark, params ReadOnlySpan<string> computed)
    {
        var skip = computed.ToArray();
        Width = schema.Attributes.Length;
        var properties = schema.Attributes
            .Select((a, i) => (Attribute: a, Column: i))
            .Where(x => !skip.Contains(x.Attribute.Name))
            .Select(x => KeyValuePair.Create(x.Attribute.Name, Property(x.Attribute, x.Column, mark)))
            .ToImmutableArray();
        _byAttribute = properties.ToImmutableDictionary();
        _slots = [.. properties.Select(p => p.Value).GroupBy(p => p.Property).Select(g => new Slot(g.Key, JsonEncodedText.Encode(g.Key), [.. g]))];
        MarkProperty = mark is not null && schema.WithRole(AttributeRole.Mark) is not null ? mark.Property : null;
    }

    public int Width { get; }

    public string? MarkProperty { get; }

    /// <summary>The names for <c>$select</c>, the mark only where it is known to exist: naming an unknown extension fails the whole read.</summary>
    public string Select(bool withMark, params ReadOnlySpan<string> more)
    {
        var names = _slots.Select(s => s.Name).Where(n => withMark || n != MarkProperty || !n.StartsWith("extension_", StringComparison.Ordinal));
        return string.Join(',', ["id", .. names, .. more]);
    }

    public WireProperty this[string attribute] => _byAttribute[attribute];

    public bool Carries(string attribute) => _byAttribute.ContainsKey(attribute);

    /// <summary>
    /// Reads the property that the reader stands on, if it carries an attribute. Answers come in one order, so the search goes
    /// on where it last hit.
    /// </summary>
    public bool TryRead(ref Utf8JsonReader reader, ref int cursor, ValuePool pool, LiveRow row)
    {
        for (var step = 0; step < _slots.Length; step++)
        {
            var at = cursor + step;
            if (at >= _slots.Length)
                at -= _slots.Length;
            if (!reader.ValueTextEquals(_slots[at].Encoded.EncodedUtf8Bytes))
                continue;
            cursor = at + 1 == _slots.Length ? 0 : at + 1;
            reader.Read();
            Read(ref reader, _slots[at], pool, row);
            return true;
        }

        return false;
    }

    private static void Read(ref Utf8JsonReader reader, Slot slot, ValuePool pool, LiveRow row)
    {
        if (slot.Properties is [{ Member: null } only])
        {
            row.Set(only.Column, Cells.ToLive(ref reader, only.Form, pool));
            return;
        }

        foreach (var member in slot.Properties)
            row.Set(member.Column, ValueId.Absent);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            WireProperty? hit = null;
            foreach (var member in slot.Properties)
            {
                if (reader.ValueTextEquals(member.Member))
                    hit = member;
            }

            reader.Read();
            if (hit is null)
                reader.Skip();
            else
                row.Set(hit.Column, Cells.ToLive(ref reader, hit.Form, pool));
        }
    }

    private static WireProperty Property(AttributeSchema attribute, int column, MarkWire? mark)
    {
        var form = attribute.Kind switch
        {
            ValueKind.Flag => WireForm.Flag,
            ValueKind.Texts => WireForm.Texts,
            _ => attribute.Name == "businessPhones" ? WireForm.OneText : WireForm.Text,
        };
        if (attribute.Role == AttributeRole.Mark && mark is not null)
            return new WireProperty(mark.Property, mark.Member, column, form);
        return attribute.Name.Split('.') is [var property, var member]
            ? new WireProperty(property, member, column, form)
            : new WireProperty(attribute.Name, null, column, form);
    }

    private sealed record Slot(string Name, JsonEncodedText Encoded, ImmutableArray<WireProperty> Properties);
}
