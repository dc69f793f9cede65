using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// The lines of the list as the page's script reads them: each text once, and columns of numbers that refer to them. What belongs to a line stands in
/// tables of its own, one after the other, and the line says where its part ends.
/// </summary>
internal static class ChangeRows
{
    /// <summary>Wide enough that a provenance is said whole.</summary>
    private const int Width = 120;

    private static readonly Role[] Tones = [Role.Kept, Role.Danger, Role.Loss, Role.Gain, Role.Change];

    /// <summary>Lines that no two of which have one id.</summary>
    public static ImmutableArray<ChangeRow> Named(IEnumerable<ChangeRow> rows)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = ImmutableArray.CreateBuilder<ChangeRow>();
        foreach (var row in rows)
        {
            var count = seen[row.Id] = seen.GetValueOrDefault(row.Id) + 1;
            named.Add(count == 1 ? row : row with { Id = $"{row.Id}~{count}" });
        }

        return named.ToImmutable();
    }

    /// <summary>JSON for a script element.</summary>
    /// <param name="start">What times are counted from; null in a plan.</param>
    public static string Write(IReadOnlyList<ChangeRow> rows, DateTimeOffset? start)
    {
        var pool = new TextPool();
        var tables = new Tables(pool, start);
        foreach (var row in rows)
            tables.Add(row);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = HtmlEncoder.Script }))
        {
            json.WriteStartObject();
            if (start is { } from)
                json.WriteNumber("start", from.ToUnixTimeMilliseconds());
            pool.Write(json);
            tables.Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private sealed class Tables(TextPool pool, DateTimeOffset? start)
    {
        private readonly Columns _rows = new("rows", "id", "tone", "action", "kind", "name", "place", "said", "where", "label", "privileged", "result", "at",
            "cells", "links", "notes", "trials", "facts");

        private readonly Columns _cells = new("cells", "attribute", "before", "after", "from", "label");
        private readonly Columns _links = new("links", "name", "single", "stays", "kept", "withheld", "why", "where", "ends");
        private readonly Columns _ends = new("ends", "gained", "name", "role", "where", "because");
        private readonly Columns _notes = new("notes", "tone", "title", "text", "advice", "command", "where");
        private readonly Columns _trials = new("trials", "at", "status", "took", "request", "code");
        private readonly Columns _facts = new("facts", "name", "value");

        public void Add(ChangeRow row)
        {
            foreach (var cell in row.Cells)
                Add(cell, row.Entry);
            foreach (var link in row.Links)
                Add(link);
            foreach (var note in row.Notes)
                _notes.Add(Tone(note.Tone), pool[note.Title], pool[note.Text], pool[note.Advice], pool[note.Command], pool[note.Where]);
            foreach (var trial in row.Trials)
                _trials.Add(Since(trial.At), trial.Status, (int)Math.Round(trial.Seconds * 1000), pool[trial.RequestId], pool[trial.Code]);
            foreach (var (name, value) in row.Facts)
                _facts.Add(pool[name], pool[value]);
            _rows.Add(pool[row.Id], Tone(row.Tone), pool[row.Action], pool[row.Kind], pool[row.Name], pool[row.Place], pool[row.Said], pool[row.Where], pool[row.Label],
                row.Privileged ? 1 : 0, pool[row.Result], row.At is { } at ? Since(at) : -1, _cells.Count, _links.Count, _notes.Count, _trials.Count, _facts.Count);
        }

        public void Write(Utf8JsonWriter json)
        {
            foreach (var table in new[] { _rows, _cells, _links, _ends, _notes, _trials, _facts })
                table.Write(json);
        }

        private void Add(CellRow cell, EntryRow? entry) => _cells.Add(pool[cell.Attribute], pool[cell.Before is null ? null : Shown.Value(cell.Before)],
            pool[cell.After is null ? null : Shown.After(cell)], pool[Shown.Provenance(cell, entry, Width) ?? cell.Where], pool[LabelWords.Beside(cell.Label, null)]);

        private void Add(LinkRow link)
        {
            foreach (var end in link.Adds)
                Add(end, isGained: true);
            foreach (var end in link.Removes)
                Add(end, isGained: false);
            _links.Add(pool[link.Link], link.Single ? 1 : 0, link.Stays, link.Kept, link.Withheld, pool[link.WithheldWhy], pool[link.Where], _ends.Count);
        }

        private void Add(LinkEndRow end, bool isGained) => _ends.Add(isGained ? 1 : 0, pool[end.Kind == "user" ? end.Name : $"{end.Kind} {end.Name}"], pool[end.Role],
            pool[end.Where], pool[LabelWords.Beside(end.Label, end.Because)]);

        private static int Tone(Role role) => Math.Max(Array.IndexOf(Tones, role), 0);

        private int Since(DateTimeOffset at) => start is { } from ? (int)Math.Clamp((at - from).TotalMilliseconds, 0, int.MaxValue) : -1;
    }
}
