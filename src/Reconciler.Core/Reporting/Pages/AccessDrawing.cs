using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>The measures of a drawing, in CSS pixels.</summary>
/// <param name="Box">How wide a box is.</param>
/// <param name="Between">How much room the lines between two columns have.</param>
/// <param name="Letter">How wide a letter of a name is taken to be.</param>
internal sealed record DrawingSize(string Name, int Box, int Between, double Letter)
{
    public static readonly DrawingSize Wide = new("wide", 240, 130, 7.4);

    /// <summary>For a phone.</summary>
    public static readonly DrawingSize Narrow = new("narrow", 98, 29, 6.9);

    /// <summary>The width of a drawing with so many columns.</summary>
    public int Over(int columns) => Left(columns - 1) + Box;

    public int Left(int column) => column * (Box + Between);
}

/// <summary>Draws the picture of access as SVG: boxes in three columns, and lines that say by sign and stroke what is gained and lost.</summary>
internal static class AccessDrawing
{
    private const int Row = 46;
    private const int Box = 38;
    private const int Top = 26;

    /// <summary>So many rows are between two boxes of a column at most.</summary>
    private const double Widest = 2.4;

    /// <summary>What an application's figures take of its box.</summary>
    private const int Figures = 40;

    public static void Write(Markup page, AccessPicture picture, DrawingSize size)
    {
        var columns = new[] { picture.People, picture.Groups, picture.Applications };
        var highest = columns.Max(c => c.Length);
        var height = Top + (highest * Row);
        // A report does not say what groups lead to.
        var width = size.Over(picture.Applications.IsEmpty ? 2 : 3);
        var id = $"access-{size.Name}";
        using var svg = page.Line().In("svg", ("class", $"picture {size.Name}"), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("viewBox", $"0 0 {width} {height}"), ("width", $"{width}"), ("height", $"{height}"));
        page.Add("title", "Who gains and loses which application, through which group", ("id", $"{id}-title"));
        page.Add("desc", Description(picture), ("id", $"{id}-desc"));
        foreach (var (i, title) in new[] { picture.Applications.IsEmpty ? "Members" : "People", "Groups", "Applications" }.Index())
        {
            if (columns[i].Length > 0)
                page.Add("text", title, ("class", "column"), ("x", $"{size.Left(i)}"), ("y", "14"));
        }

        // A shorter column is spread, so that its lines are less steep.
        double Middle(int column, int place)
        {
            var step = Row * Math.Min((double)highest / columns[column].Length, Widest);
            return Top + (((highest * Row) - (columns[column].Length * step)) / 2) + ((place + 0.5) * step) - ((Row - Box) / 2.0);
        }

        WriteLines(page, picture.Joins, size, 0, Middle, highest);
        WriteLines(page, picture.Grants, size, 1, Middle, highest);
        for (var column = 0; column < columns.Length; column++)
        {
            foreach (var (i, node) in columns[column].Index())
                WriteBox(page, node, size, column, Middle(column, i) - (Box / 2.0));
        }

        // Above the boxes' edges, so that no line hides how many.
        WriteCounts(page, picture.Grants, size, Middle);
    }

    private static string Description(AccessPicture picture)
    {
        const int Told = 30;
        var lines = picture.Joins.Select(l => $"{picture.People[l.From].Name} {(l.IsGained ? "gains" : "loses")} {picture.Groups[l.To].Name}")
            .Concat(picture.Grants.Select(l => $"{picture.Groups[l.From].Name} {(l.IsGained ? "gives" : "takes")} {picture.Applications[l.To].Full}{(l.Count > 0 ? $" {(l.IsGained ? "to" : "from")} {Words.Count(l.Count, "people")}" : "")}"))
            .ToArray();
        return string.Join("; ", lines.Take(Told)) + (lines.Length > Told ? $"; and {Words.Number(lines.Length - Told)} more lines, which the table below says" : "") + ".";
    }

    private static void WriteLines(Markup page, ImmutableArray<PictureLine> lines, DrawingSize size, int column, Func<int, int, double> middle, int highest)
    {
        // Each line leaves and meets a box at a height of its own, in the order of the other ends.
        var leaving = Spread(lines, l => l.From, l => l.To);
        var meeting = Spread(lines, l => l.To, l => l.From);
        var (from, to) = (size.Left(column) + size.Box, size.Left(column + 1));
        var bend = (to - from) * (highest > 8 ? 0.45 : 0.5);
        foreach (var (i, line) in lines.Index())
        {
            var (start, end) = (middle(column, line.From) + leaving[i], middle(column + 1, line.To) + meeting[i]);
            var weight = Math.Min(1.5 + Math.Log2(Math.Max(line.Count, 1)) * 0.6, 6);
            page.Add("path", null, ("class", $"{(line.IsGained ? "gain" : "loss")}{(line.IsApproximate ? " about" : "")}"), ("stroke-width", Markup.Number(weight)),
                ("d", $"M{from} {Markup.Number(start)}C{Markup.Number(from + bend)} {Markup.Number(start)} {Markup.Number(to - bend)} {Markup.Number(end)} {to} {Markup.Number(end)}"));
        }
    }

    private static double[] Spread(ImmutableArray<PictureLine> lines, Func<PictureLine, int> here, Func<PictureLine, int> there)
    {
        const double Room = Box - 12;
        var offsets = new double[lines.Length];
        foreach (var group in lines.Index().GroupBy(l => here(l.Item)))
        {
            var ordered = group.OrderBy(l => there(l.Item)).ThenBy(l => l.Item.IsGained).ToArray();
            for (var i = 0; i < ordered.Length; i++)
                offsets[ordered[i].Index] = ordered.Length == 1 ? 0 : (i * Math.Min(Room / (ordered.Length - 1), 9)) - (Math.Min(Room / (ordered.Length - 1), 9) * (ordered.Length - 1) / 2);
        }

        return offsets;
    }

    private static void WriteBox(Markup page, PictureNode node, DrawingSize size, int column, double y)
    {
        using var box = page.In("g", ("class", node.IsWay ? "box way" : "box"));
        page.Add("title", node.Full);
        var x = size.Left(column);
        page.Add("rect", null, ("x", $"{x}"), ("y", Markup.Number(y)), ("width", $"{size.Box}"), ("height", $"{Box}"), ("rx", "6"));
        page.Add("text", Cut(node.Name, (size.Box - 16 - (column == 2 ? Figures : 0)) / size.Letter), ("class", "name"), ("x", $"{x + 8}"), ("y", Markup.Number(y + (node.Said is null ? 24 : 17))));
        if (node.Said is not null)
            page.Add("text", Cut(node.Said, (size.Box - 16 - (column == 2 ? Figures : 0)) / (size.Letter * 0.9)), ("class", "said"), ("x", $"{x + 8}"), ("y", Markup.Number(y + 31)));
    }

    // How many people each application gains and loses, where the lines meet it.
    private static void WriteCounts(Markup page, ImmutableArray<PictureLine> grants, DrawingSize size, Func<int, int, double> middle)
    {
        foreach (var application in grants.GroupBy(l => l.To))
        {
            foreach (var (i, side) in application.GroupBy(l => l.IsGained).OrderBy(g => g.Key).Index())
            {
                var many = application.Select(l => l.IsGained).Distinct().Count() > 1;
                if (side.Sum(l => l.Count) is > 0 and var people)
                {
                    page.Add("text", $"{(side.Key ? "+" : "−")}{Words.Number(people)}", ("class", $"count {(side.Key ? "gain" : "loss")}"), ("text-anchor", "end"),
                        ("x", $"{size.Left(2) + size.Box - 8}"), ("y", Markup.Number(middle(2, application.Key) + (many ? (i == 0 ? -2 : 13) : 5))));
                }
            }
        }
    }

    private static string Cut(string text, double letters)
    {
        var clean = TerminalEncoder.Encode(text);
        var room = Math.Max((int)letters, 4);
        return DisplayWidth.Of(clean) <= room ? clean : clean[..DisplayWidth.Fitting(clean, room - 1)] + "…";
    }
}
