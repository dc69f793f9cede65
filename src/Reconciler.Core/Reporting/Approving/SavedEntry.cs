using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>What an entry of a saved plan writes, read back from its row. Its hash tells whether what was read back is what was planned.</summary>
internal static class SavedEntry
{
    public static bool Writes(EntryRow row) => row.Section != Section.Observed && row.Action is not ("blocked" or "keep" or LabelledRows.Unmanage)
        && (row.Action != "update" || !row.Cells.IsEmpty || row.Links.Any(l => !l.Adds.IsEmpty || !l.Removes.IsEmpty));

    /// <summary>Whether it writes more than ends of lists.</summary>
    public static bool WritesObject(EntryRow row) => Writes(row) && (row.Action != "update" || !row.Cells.IsEmpty);

    public static string Line(EntryRow row) => PlanHash.Line(row.Kind, row.Key, row.Id, row.Hash ?? "",
        row.Links.SelectMany(l => l.Adds.Select(e => End(l, e, comes: true)).Concat(l.Removes.Select(e => End(l, e, comes: false)))));

    public static EndLine End(LinkRow link, LinkEndRow end, bool comes) => new(link.Link, comes, end.Kind, end.Id is null ? end.Name : null, end.Id, end.Role);

    /// <summary>The attributes as they were planned; null when they cannot be told from their texts, as with a list whose items hold commas.</summary>
    public static ImmutableArray<CellChange>? Cells(EntryRow row, KindSchema schema)
    {
        var cells = ImmutableArray.CreateBuilder<CellChange>(row.Cells.Length);
        foreach (var cell in row.Cells)
        {
            if ((cell.Attribute == "owner mark" ? schema.WithRole(AttributeRole.Mark) : schema.Find(cell.Attribute)) is not { } attribute)
                return null;
            Cause cause = cell.Origin == "undeclared" ? new Cause.Undeclared("") : new Cause.Derived(cell.Rule ?? "", SourceSpan.None);
            cells.Add(new CellChange(attribute, Value(attribute, cell.Before, cell), Value(attribute, cell.After, cell), cause));
        }

        var planned = cells.ToImmutable();
        return PlanHash.OfEntry(row.Action, row.Kind, row.Key, row.Id, row.Action == "disable" ? row.SessionsRevoked : null, planned) == row.Hash ? planned : null;
    }

    private static AttributeValue Value(AttributeSchema attribute, string? text, CellRow cell) => (text, attribute.Kind) switch
    {
        (null, _) => AttributeValue.None,
        ("(known after apply)", _) => new AttributeValue.Pending(cell.Rule ?? "", default),
        ("(generated at apply)", _) => new AttributeValue.Generated(cell.Rule ?? ""),
        (['(', .. var rule, ')'], _) when cell.Origin == "derived" || rule == "redacted" => new AttributeValue.Generated(rule),
        (_, ValueKind.Flag) when bool.TryParse(text, out var flag) => AttributeValue.Of(flag),
        (_, ValueKind.Number) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => AttributeValue.Of(number),
        (_, ValueKind.Texts) => AttributeValue.OfTexts(text.Split(", ")),
        (_, ValueKind.Table) => AttributeValue.OfTable(text.Split(", ").Select(Row)),
        _ => AttributeValue.Of(text),
    };

    private static KeyValuePair<string, string> Row(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? new(text[..at], text[(at + 1)..]) : new(text, text);
}
