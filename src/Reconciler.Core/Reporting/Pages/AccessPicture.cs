using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>A box of the picture: people with the same changes, a group, or an application with a role.</summary>
/// <param name="Said">A second, smaller line.</param>
/// <param name="Full">Everything it stands for, shown when it is pointed at and read aloud.</param>
internal sealed record PictureNode(string Name, string? Said, string Full, bool IsWay = false);

/// <summary>A line between two boxes, by their places in their columns.</summary>
/// <param name="Count">How many people.</param>
internal sealed record PictureLine(int From, int To, bool IsGained, int Count, bool IsApproximate);

/// <summary>
/// Who gains and loses which application through which group: people, groups and applications in three columns. People whose changes are exactly the same are one box;
/// privileged people stand alone; what is too much for a picture is put into the last box of its column, and said.
/// </summary>
internal sealed record AccessPicture
{
    /// <summary>More boxes in a column nobody follows.</summary>
    private const int Most = 18;

    private const int NamesSaid = 3;
    private const int NamesFull = 40;
    private const string Direct = "directly";
    private const string Persons = "people";

    public ImmutableArray<PictureNode> People { get; private init; } = [];

    public ImmutableArray<PictureNode> Groups { get; private init; } = [];

    public ImmutableArray<PictureNode> Applications { get; private init; } = [];

    /// <summary>Lines from people to groups.</summary>
    public ImmutableArray<PictureLine> Joins { get; private init; } = [];

    /// <summary>Lines from groups to applications.</summary>
    public ImmutableArray<PictureLine> Grants { get; private init; } = [];

    /// <summary>What was put together, in sentences.</summary>
    public ImmutableArray<string> Folded { get; private init; } = [];

    public bool IsEmpty => Joins.IsEmpty && Grants.IsEmpty;

    public static AccessPicture Of(PlanDocument plan) => Of(
    [
        .. from application in plan.Access
           from change in application.Changes
           select new AccessWay(change.Person, Persons, change.Privileged, change.Through ?? Direct, application.DisplayName, change.Role, change.Gained, change.Approximate),
    ]);

    /// <summary>What a run changed of memberships and assignments. Which applications a group leads to, a report does not say.</summary>
    public static AccessPicture Of(ReportDocument report) => Of([.. report.Operations.Where(o => ReportRows.IsDone(o) && Spoken.IsDirectory(o.Target)).SelectMany(Ways)]);

    private static IEnumerable<AccessWay> Ways(OperationRow operation) =>
        from link in operation.Links
        where !link.Single && (link.Link == "members" || link.Link == MarkdownTable.Assignments)
        from end in link.Adds.Select(e => (End: e, IsGained: true)).Concat(link.Removes.Select(e => (End: e, IsGained: false)))
        let isPerson = end.End.Kind == "user"
        select link.Link == "members"
            ? new AccessWay(end.End.Name, isPerson ? Persons : end.End.Kind, false, operation.Name, null, "", end.IsGained, false)
            : new AccessWay(isPerson ? end.End.Name : null, Persons, false, isPerson ? Direct : end.End.Name, operation.Name, end.End.Role ?? "", end.IsGained, false);

    private static AccessPicture Of(ImmutableArray<AccessWay> ways)
    {
        if (ways.IsEmpty)
            return new AccessPicture();
        var alike = ways.Where(w => w.Who is not null).GroupBy(w => (Name: w.Who ?? "", w.Kind))
            .GroupBy(p => (Alone: p.Any(w => w.IsPrivileged) ? p.Key.Name : null, p.Key.Kind, Way: KeyOf(p)))
            .Select(g => (People: g.Select(p => p.Key.Name).Order(StringComparer.OrdinalIgnoreCase).ToImmutableArray(), Ways: g.First().ToImmutableArray(), IsAlone: g.Key.Alone is not null))
            .OrderByDescending(g => g.IsAlone).ThenBy(g => g.Ways.All(w => w.IsGained)).ThenByDescending(g => g.People.Length).ThenBy(g => g.People[0], StringComparer.OrdinalIgnoreCase)
            .ToImmutableArray();
        var groups = new Ranking<string>(ways.Select(w => w.Group));
        var applications = new Ranking<(string Name, string Role)>(ways.Where(w => w.Application is not null).Select(w => (w.Application ?? "", w.Role)));
        var shown = alike.Length > Most ? Most - 1 : alike.Length;
        int Person(int i) => Math.Min(i, shown);
        var order = Ordered(alike, groups, Person);
        int Group(string name) => order[groups.PlaceOf(name)];
        int Application(AccessWay way) => applications.PlaceOf((way.Application ?? "", way.Role));
        var rest = alike.Skip(shown).SelectMany(g => g.People).ToArray();
        return new AccessPicture
        {
            People = [.. alike.Take(shown).Select(Box), .. rest.Length == 0 ? [] : new[] { new PictureNode(Words.Count(rest.Length, Persons), "with other combinations", Words.Names(rest, NamesFull)) }],
            Groups = [.. groups.Boxes(g => new PictureNode(g == Direct ? "assigned directly" : g, null, g == Direct ? "assigned directly" : $"group {g}", g == Direct), "group").Select((b, i) => (Box: b, Place: order[i])).OrderBy(b => b.Place).Select(b => b.Box)],
            Applications = applications.Boxes(a => new PictureNode(a.Name, a.Role.Length > 0 ? a.Role : null, a.Role.Length > 0 ? $"{a.Name} as {a.Role}" : a.Name), "application"),
            Joins = Lines(alike.Index().SelectMany(g => g.Item.Ways.Select(w => (w.Group, w.IsGained, w.IsApproximate)).Distinct()
                .Select(w => new PictureLine(Person(g.Index), Group(w.Group), w.IsGained, g.Item.People.Length, w.IsApproximate)))),
            Grants = Lines(ways.Where(w => w.Application is not null).GroupBy(w => (w.Group, w.Application, w.Role, w.IsGained, w.IsApproximate))
                .Select(g => new PictureLine(Group(g.Key.Group), Application(g.First()), g.Key.IsGained, g.Select(w => w.Who).OfType<string>().Distinct(StringComparer.Ordinal).Count(), g.Key.IsApproximate))),
            Folded = [.. Said(alike.Count(g => g.People.Length > 1), rest.Length, alike.Skip(shown).Count(g => g.IsAlone), groups.Count, applications.Count)],
        };
    }

    private static IEnumerable<string> Said(int folds, int rest, int privileged, int groups, int applications)
    {
        if (folds > 0)
            yield return $"People with exactly the same changes are one box{(privileged == 0 ? "; privileged people stand alone" : "")}.";
        if (rest > 0)
            yield return $"{Words.Count(rest, "people")} whose changes fewer people share are in the last box{(privileged > 0 ? $", {Words.Number(privileged)} of them privileged" : "")}; the list names each.";
        if (groups > Most)
            yield return $"{Words.Count(groups - Most + 1, "group")} are in one box.";
        if (applications > Most)
            yield return $"{Words.Number(applications - Most + 1)} applications and roles are in one box.";
    }

    private static PictureNode Box((ImmutableArray<string> People, ImmutableArray<AccessWay> Ways, bool IsAlone) alike) => alike.People.Length == 1
        ? new PictureNode(alike.People[0], alike.IsAlone ? "privileged" : alike.Ways[0].Kind == Persons ? null : alike.Ways[0].Kind, alike.People[0] + (alike.IsAlone ? ", privileged" : ""))
        : new PictureNode(Words.Count(alike.People.Length, alike.Ways[0].Kind), Words.Names([.. alike.People.Take(NamesSaid)], NamesSaid) + (alike.People.Length > NamesSaid ? ", …" : ""),
            Words.Names(alike.People, NamesFull));

    // Groups stand at the height of the people who join and leave them, so that lines cross less.
    private static int[] Ordered(ImmutableArray<(ImmutableArray<string> People, ImmutableArray<AccessWay> Ways, bool IsAlone)> alike, Ranking<string> groups, Func<int, int> person)
    {
        var count = Math.Min(groups.Count, Most);
        var heights = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        foreach (var (i, entry) in alike.Index())
        {
            foreach (var way in entry.Ways)
                heights[groups.PlaceOf(way.Group)].Add(person(i));
        }

        var places = new int[count];
        foreach (var (place, group) in Enumerable.Range(0, count).OrderBy(g => heights[g].Count == 0 ? double.MaxValue : heights[g].Average()).ThenBy(g => g).Index())
            places[group] = place;
        return places;
    }

    private static ImmutableArray<PictureLine> Lines(IEnumerable<PictureLine> lines) =>
    [
        .. lines.GroupBy(l => (l.From, l.To, l.IsGained, l.IsApproximate)).Select(g => g.First() with { Count = g.Sum(l => l.Count) }).OrderBy(l => l.From).ThenBy(l => l.To),
    ];

    private static string KeyOf(IEnumerable<AccessWay> ways) => string.Join('\u001e',
        ways.Select(w => string.Join('\u001f', w.Group, w.Application ?? "\u001d", w.Role, w.IsGained, w.IsApproximate)).Order(StringComparer.Ordinal));

    /// <summary>The boxes of a column, those that most people go through first; where there are too many, the last box holds what is left.</summary>
    private sealed class Ranking<T>
        where T : notnull
    {
        private readonly ImmutableArray<T> _names;
        private readonly Dictionary<T, int> _places;

        public Ranking(IEnumerable<T> names)
        {
            _names = [.. names.CountBy(n => n).OrderByDescending(c => c.Value).ThenBy(c => c.Key.ToString(), StringComparer.OrdinalIgnoreCase).Select(c => c.Key)];
            _places = _names.Index().ToDictionary(n => n.Item, n => n.Index);
        }

        public int Count => _names.Length;

        public int PlaceOf(T name) => Count > Most ? Math.Min(_places[name], Most - 1) : _places[name];

        public ImmutableArray<PictureNode> Boxes(Func<T, PictureNode> box, string kind) => Count <= Most ? [.. _names.Select(box)]
            : [.. _names.Take(Most - 1).Select(box), new PictureNode(Words.Count(Count - Most + 1, $"other {kind}"), null, Words.Names([.. _names.Skip(Most - 1).Select(r => box(r).Full)], NamesFull))];
    }
}

/// <summary>One person's change by one way, or that of a group which is a member. A group that is assigned as such is nobody's way; a membership that leads nowhere known has no application.</summary>
/// <param name="Kind">What comes or goes: <c>people</c>, <c>group</c> …</param>
internal sealed record AccessWay(string? Who, string Kind, bool IsPrivileged, string Group, string? Application, string Role, bool IsGained, bool IsApproximate);
