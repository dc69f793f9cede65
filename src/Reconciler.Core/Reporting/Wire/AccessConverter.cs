using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Writes who gains and loses an application in bundles: those of one role, way and reason have a list of names and one of lines.</summary>
internal sealed class AccessConverter(FormTable texts) : JsonConverter<ImmutableArray<AccessChangeRow>>
{
    public override void Write(Utf8JsonWriter writer, ImmutableArray<AccessChangeRow> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<AccessList>)options.GetTypeInfo(typeof(AccessList));
        var bundles = Bundles.Of(value, c => (c.Gained, c.Role, c.Through, c.Approximate, c.Privileged, c.Because, c.Label, Place: Bundles.Shared(c.Where)));
        var inOrder = Bundles.AreInOrder(bundles);
        writer.WriteStartArray();
        foreach (var (key, at) in bundles)
        {
            var lines = Bundles.Lines(value, at, c => c.Where);
            JsonSerializer.Serialize(writer, new AccessList(key.Gained, key.Role, [.. at.Select(i => value[i].Person)])
            {
                Through = key.Through,
                Approximate = key.Approximate,
                Privileged = key.Privileged,
                Because = key.Because,
                Label = key.Label,
                Where = lines.Where,
                File = lines.File,
                Lines = lines.Lines,
                At = inOrder ? [] : at,
            }, type);
        }

        writer.WriteEndArray();
    }

    public override ImmutableArray<AccessChangeRow> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var lists = Lists.Read(ref reader, (JsonTypeInfo<AccessList>)options.GetTypeInfo(typeof(AccessList)));
        return Bundles.Together([.. lists.Select(l => (Lists.Or(l.At), Changes(l)))]);
    }

    private AccessChangeRow[] Changes(AccessList list) =>
    [
        .. list.People.Zip(Bundles.Wheres(list.Where, list.File, Lists.Or(list.Lines), list.People.Length))
            .Select(p => new AccessChangeRow(texts.Shared(p.First), texts.Shared(list.Role), list.Gained)
            {
                Through = list.Through,
                Approximate = list.Approximate,
                Privileged = list.Privileged,
                Because = list.Because,
                Label = list.Label,
                Where = p.Second,
            }),
    ];
}
