using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Writes the attributes of an object as the values that are its own, and names the form that holds the rest.</summary>
internal sealed class CellsConverter(FormTable forms) : JsonConverter<ImmutableArray<CellRow>>
{
    public override void Write(Utf8JsonWriter writer, ImmutableArray<CellRow> value, JsonSerializerOptions options)
    {
        var own = value.Where(c => !IsOfMany(c.Origin)).Select(c => Place.TrySplit(c.Where, out var f, out _) ? f : null).FirstOrDefault(f => f is not null);
        var form = ImmutableArray.CreateBuilder<FormCell>(value.Length);
        var lines = ImmutableArray.CreateBuilder<int>();
        var before = ImmutableArray.CreateBuilder<string>();
        var after = ImmutableArray.CreateBuilder<string>();
        var last = 0;
        foreach (var cell in value)
        {
            var line = 0;
            var hasLine = own is not null && !IsOfMany(cell.Origin) && Place.TrySplit(cell.Where, out var file, out line) && file == own;
            if (hasLine)
            {
                lines.Add(line - last);
                last = line;
            }

            var shared = cell is { Before: null, After: not null } && IsOfMany(cell) ? cell.After : null;
            if (cell.Before is not null)
                before.Add(cell.Before);
            if (cell.After is not null && shared is null)
                after.Add(cell.After);
            form.Add(new FormCell(cell.Attribute)
            {
                Change = (cell.Before, cell.After) switch
                {
                    (null, not null) => null,
                    (not null, not null) => FormCell.Replace,
                    (not null, null) => FormCell.Clear,
                    _ => FormCell.None,
                },
                Value = shared,
                Origin = cell.Origin == FormCell.Declared ? null : cell.Origin,
                Rule = cell.Rule,
                Mapping = cell.Mapping,
                Where = hasLine ? null : cell.Where,
                Line = hasLine,
            });
        }

        var list = new CellList(forms.NameOf(form.MoveToImmutable()))
        {
            File = string.IsNullOrEmpty(own) ? null : own,
            Lines = lines.DrainToImmutable(),
            Before = before.DrainToImmutable(),
            After = after.DrainToImmutable(),
            Labels = value.All(c => c.Label is null) ? [] : [.. value.Select(c => c.Label ?? "")],
        };
        JsonSerializer.Serialize(writer, list, (JsonTypeInfo<CellList>)options.GetTypeInfo(typeof(CellList)));
    }

    public override ImmutableArray<CellRow> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var list = JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<CellList>)options.GetTypeInfo(typeof(CellList))) ?? throw new JsonException("the attributes are null");
        var form = forms[list.Form].Cells;
        if (Lists.Or(list.Lines).Length != form.Count(c => c.Line)
            || Lists.Or(list.Before).Length != form.Count(c => c.Change is FormCell.Replace or FormCell.Clear)
            || Lists.Or(list.After).Length != form.Count(c => c.Change is FormCell.Replace || c is { Change: null, Value: null })
            || (!Lists.Or(list.Labels).IsEmpty && list.Labels.Length != form.Length))
        {
            throw new JsonException($"the attributes are not those of the form {list.Form}");
        }

        using var lines = Bundles.Absolute(Lists.Or(list.Lines)).GetEnumerator();
        var (before, after) = (0, 0);
        var cells = ImmutableArray.CreateBuilder<CellRow>(form.Length);
        foreach (var (at, cell) in form.Index())
        {
            var was = cell.Change is FormCell.Replace or FormCell.Clear ? list.Before[before++] : null;
            var becomes = cell.Change is FormCell.Replace || cell is { Change: null, Value: null } ? list.After[after++] : cell.Value;
            cells.Add(new CellRow(cell.Attribute, was, becomes)
            {
                Origin = cell.Origin ?? FormCell.Declared,
                Rule = cell.Rule,
                Mapping = cell.Mapping,
                Where = cell.Line && lines.MoveNext() ? Place.Join(list.File ?? "", lines.Current) : cell.Where,
                Label = Lists.Or(list.Labels) is { IsEmpty: false } labels && labels[at].Length > 0 ? labels[at] : null,
            });
        }

        return cells.MoveToImmutable();
    }

    // One line says it for many objects.
    private static bool IsOfMany(string origin) => origin is "defaults" or "mapping" or "policy";

    // A default, a flag, a rule in parentheses: few different ones, however many objects.
    private static bool IsOfMany(CellRow cell) => cell.Origin == "defaults" || cell.After is "true" or "false" or ['(', ..];
}
