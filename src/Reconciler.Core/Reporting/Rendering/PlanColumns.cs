namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Where things stand on a plan's page; one value column for the whole plan.</summary>
internal sealed record PlanColumns(int Kind, int Value)
{
    private const int Sign = 4;
    private const int Attribute = 6;

    /// <summary>A page that has room for the longest names of attributes, such as emails[type eq "work"].value.</summary>
    private const int Wide = 96;

    public static PlanColumns For(IEnumerable<EntryRow> entries, int width)
    {
        var (kind, name, attribute) = (0, 0, 0);
        foreach (var entry in entries)
        {
            kind = Math.Max(kind, entry.Kind.Length);
            name = Math.Max(name, DisplayWidth.Of(entry.Name));
            foreach (var cell in entry.Cells)
                attribute = Math.Max(attribute, cell.Attribute.Length);
            foreach (var link in entry.Links)
                attribute = Math.Max(attribute, link.Link.Length);
            foreach (var held in entry.Held)
                attribute = Math.Max(attribute, held.What.Length);
            foreach (var standing in entry.Standing)
                attribute = Math.Max(attribute, standing.What.Length);
        }

        var wanted = Math.Max(Sign + kind + 2 + Math.Min(name, 20) + 2, Attribute + attribute + 2);
        return new PlanColumns(kind + 2, Math.Clamp(wanted, 24, width >= Wide ? 36 : 20 + (Math.Clamp(width, 40, 140) / 10)));
    }

    /// <summary>The same page for entries whose kinds have shorter names.</summary>
    public PlanColumns Within(IEnumerable<EntryRow> entries) => this with { Kind = Math.Min(Kind, entries.Max(e => e.Kind.Length) + 2) };

    public IEnumerable<StyledSpan> Head(string sign, Role role, string kind, string name) =>
        [new($"  {sign} ", role), new(Page.Pad(kind, Kind), Role.Dim), new(name, Role.Strong)];

    public static IEnumerable<StyledSpan> Attributed(string name, string sign = " ") =>
        [new($"    {sign} ", Role.Danger), new(name)];
}
