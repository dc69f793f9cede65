using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>A plan's entries and changes of access as lines, by danger.</summary>
internal static class PlanRows
{
    public const string Directory = "directory";

    /// <param name="plan">A plan in the words of people.</param>
    public static ImmutableArray<ChangeRow> Of(PlanDocument plan)
    {
        var places = plan.Access.GroupBy(a => a.Application, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().DisplayName, StringComparer.Ordinal);
        return ChangeRows.Named(Rows(plan, places));
    }

    private static IEnumerable<ChangeRow> Rows(PlanDocument plan, Dictionary<string, string> places)
    {
        foreach (var section in Sections.ByDanger)
        {
            foreach (var row in plan.Targets.SelectMany(t => t.Entries).Where(e => e.Section == section).Select(e => Row(e, places, plan.Base is not null)))
                yield return row;
            // Behind those who lose their account, and behind what is taken over: the order in which a plan tells of danger.
            if (section is Section.Disabled or Section.Adopted)
            {
                foreach (var row in Access(plan, isGained: section == Section.Adopted))
                    yield return row;
            }
        }
    }

    private static ChangeRow Row(EntryRow entry, Dictionary<string, string> places, bool isLabelled) => new()
    {
        Id = $"{entry.Target ?? Directory}/{entry.Kind}:{entry.Key ?? entry.Id ?? entry.Name}",
        Tone = Sections.RoleOf(entry.Section),
        Action = Sections.Name(entry.Section, entry.Target),
        Kind = entry.Kind,
        Name = entry.Name,
        Place = PlaceOf(entry, places),
        Said = string.Join(" · ", new[] { Sections.Doing(entry), entry.Conflict?.Message, entry.Because, entry.SessionsRevoked ? "sessions revoked" : null,
            entry.DeletedOn is { } day ? $"deleted {Words.Day(day)}" : null }.OfType<string>()),
        Where = entry.Where,
        Label = isLabelled && entry.Label is { } label ? LabelWords.Of(label) : null,
        Privileged = entry.Privileged,
        Cells = entry.Cells,
        Links = entry.Links,
        Notes = NotesOf(entry),
        Facts = Facts(("key", entry.Key), ("id in its target", entry.Id), ("target", entry.Target), ("operation", entry.Hash)),
        Entry = entry,
    };

    /// <summary>What of an entry waits for a person, or stands though nobody manages it.</summary>
    public static ImmutableArray<Note> NotesOf(EntryRow entry) =>
    [
        .. entry.Conflict is { } conflict
            ? new[] { new Note(Role.Danger, "Blocked", conflict.Message, conflict.Advice, Words.Explain(conflict.Code), entry.Where) } : [],
        .. entry.Held.Select(h => new Note(Role.Danger, $"{h.What} is held", h.Why, h.Advice, null, h.Where)),
        .. entry.Standing.Select(s => new Note(Role.Kept, $"{s.What} is no longer managed", s.Stands, null, null, s.Where)),
    ];

    public static ImmutableArray<(string Name, string Value)> Facts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var known = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
                known.Add((name, value));
        }

        return known.ToImmutable();
    }

    private static IEnumerable<ChangeRow> Access(PlanDocument plan, bool isGained) =>
        from application in plan.Access
        from change in application.Changes
        where change.Gained == isGained
        let one = new AccessGroup([change])
        select new ChangeRow
        {
            Id = $"access/{application.Application}/{change.Person}/{change.Role}/{(isGained ? "gain" : "loss")}",
            Tone = isGained ? Role.Gain : Role.Loss,
            Action = isGained ? "gains access" : "loses access",
            Kind = "person",
            Name = change.Person,
            Place = application.DisplayName,
            Said = string.Join(" · ", new[] { change.Role, one.Way, change.Because }.Where(s => !string.IsNullOrEmpty(s))),
            Where = change.Where,
            Label = plan.Base is not null && change.Label is { } label ? LabelWords.Of(label) : null,
            Privileged = change.Privileged,
            Facts = Facts(("application", application.Application), ("role", change.Role), ("through", change.Through is { } through ? $"group {through}" : "assigned directly"),
                ("because", change.Because)),
        };

    // An application's accounts, and the application itself with what is assigned to it in the directory, are one place.
    private static string PlaceOf(EntryRow entry, Dictionary<string, string> places)
    {
        if (Spoken.IsDirectory(entry.Target))
            return entry is { Kind: "application", Key: { } key } ? places.GetValueOrDefault(key, key) : Directory;
        var application = entry.Target?.Split('/')[0] ?? Directory;
        return places.GetValueOrDefault(application, application);
    }
}
