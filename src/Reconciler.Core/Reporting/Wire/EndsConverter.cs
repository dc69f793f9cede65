using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Writes the ends of a list that come or go in bundles: those of one kind, file and reason have a list of names and one of lines.</summary>
internal sealed class EndsConverter(FormTable texts) : JsonConverter<ImmutableArray<LinkEndRow>>
{
    public override void Write(Utf8JsonWriter writer, ImmutableArray<LinkEndRow> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<EndList>)options.GetTypeInfo(typeof(EndList));
        var bundles = Bundles.Of(value, e => (e.Kind, e.Role, e.Because, e.Label, HasId: e.Id is not null, Place: Bundles.Shared(e.Where)));
        var inOrder = Bundles.AreInOrder(bundles);
        writer.WriteStartArray();
        foreach (var (key, at) in bundles)
        {
            var lines = Bundles.Lines(value, at, e => e.Where);
            JsonSerializer.Serialize(writer, new EndList(key.Kind, [.. at.Select(i => value[i].Name)])
            {
                Role = key.Role,
                Because = key.Because,
                Label = key.Label,
                Where = lines.Where,
                File = lines.File,
                Lines = lines.Lines,
                Ids = key.HasId ? [.. at.Select(i => value[i].Id ?? "")] : [],
                At = inOrder ? [] : at,
            }, type);
        }

        writer.WriteEndArray();
    }

    public override ImmutableArray<LinkEndRow> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var lists = Lists.Read(ref reader, (JsonTypeInfo<EndList>)options.GetTypeInfo(typeof(EndList)));
        return Bundles.Together([.. lists.Select(l => (Lists.Or(l.At), Ends(l)))]);
    }

    private LinkEndRow[] Ends(EndList list)
    {
        var ids = Lists.Or(list.Ids);
        if (!ids.IsEmpty && ids.Length != list.Names.Length)
            throw new JsonException("the ids are not as many as the names");
        var wheres = Bundles.Wheres(list.Where, list.File, Lists.Or(list.Lines), list.Names.Length);
        return
        [
            .. list.Names.Zip(wheres).Select((e, i) => new LinkEndRow(texts.Shared(list.Kind), texts.Shared(e.First))
            {
                Where = e.Second,
                Because = list.Because,
                Label = list.Label,
                Id = ids.IsEmpty ? null : ids[i],
                Role = list.Role,
            }),
        ];
    }
}
