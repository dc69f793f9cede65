using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// The directory as a plan leaves it, seen by applications: people, groups, who is assigned before and after. Without a directory the declared
/// people are the view. Everything that computes, computes on this.
/// </summary>
public sealed class DirectoryOutlook
{
    private readonly Dictionary<Handle, Entry> _entries = [];
    private readonly Dictionary<(LinkSource List, LinkEnd End), Cause> _edits = [];
    private readonly Dictionary<string, AssignmentLines> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (AssignmentMap Before, AssignmentMap After)> _assigned = new(StringComparer.OrdinalIgnoreCase);

    public DirectoryOutlook(IdentityModel model, TargetPlan plan, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        (Model, Plan, Day) = (model, plan, day);
        View = DirectoryView.Foresee(plan.Snapshot, plan.Entries);
        foreach (var entry in plan.Entries)
        {
            _entries[entry.Object] = entry;
            foreach (var change in entry.Links.Where(_ => entry.IsChange))
            {
                foreach (var edit in change.Adds.Concat(change.Removes))
                    _edits[(new LinkSource(change.Link.Name, entry.Object), edit.End)] = edit.Cause;
            }
        }

        Doubt = DoubtOf(plan.Snapshot);
        foreach (var application in model.Applications)
            _assigned[application.Key] = Assigned(application);
    }

    public IdentityModel Model { get; }

    public TargetPlan Plan { get; }

    public DirectoryView View { get; }

    public DateOnly Day { get; }

    /// <summary>There is no directory: the declared people are the view, and nobody has an id.</summary>
    public bool IsDeclaredOnly { get; init; }

    public Snapshot Snapshot => Plan.Snapshot;

    public Roster Roster => Plan.Snapshot.Roster;

    /// <summary>Why it is not known whole who is there and who is assigned: then nobody loses anything by this plan. Null = known whole.</summary>
    public string? Doubt { get; }

    /// <summary>Applications of which it is not known whole who is assigned, and why.</summary>
    public Dictionary<string, string> Doubts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public AssignmentMap Before(ApplicationSettings application) => _assigned[application.Key].Before;

    public AssignmentMap After(ApplicationSettings application) => _assigned[application.Key].After;

    /// <summary>The enterprise application in the directory, where there is one.</summary>
    public Handle? HandleOf(ApplicationSettings application) => Roster.Find(application.ResourceKey);

    /// <summary>Whether the directory itself knows who is assigned to an application.</summary>
    public bool KeepsAssignments(ApplicationSettings application) => HandleOf(application) is not null && Snapshot.Schema.Find(Kind.Application) is not null;

    public Entry? EntryOf(Handle handle) => _entries.GetValueOrDefault(handle);

    /// <summary>Why this plan adds or removes the end of a list; null when it does neither.</summary>
    public Cause? EditOf(string link, Handle from, LinkEnd end) => _edits.GetValueOrDefault((new LinkSource(link, from), end));

    /// <summary>The written line that assigns a principal, as far as one does.</summary>
    public DeclaredReference? LineOf(ApplicationSettings application, LinkEnd end)
    {
        if (!_lines.TryGetValue(application.Key, out var lines))
            _lines.Add(application.Key, lines = new AssignmentLines(this, application));
        return lines.Find(end);
    }

    /// <summary>Why a person gains or loses a way to an application: the line that gives it, or what of this plan ends it.</summary>
    public Cause CauseOf(ApplicationSettings application, Handle person, AccessWay way, bool isGained) => isGained
        ? Standing.By(this, application, person, way)
        : Standing.Ended(this, application, person, way) ?? Standing.Of(this, application, person);

    // Made where a list of ours needs it, and once for all of them.
    private References References => field ??= new References(Model, Snapshot, View, Plan.Entries, Day);

    private (AssignmentMap, AssignmentMap) Assigned(ApplicationSettings application)
    {
        if (KeepsAssignments(application) && HandleOf(application) is { } handle)
        {
            if (EntryOf(handle) is { Change: not Change.Create } && !Snapshot.CompletenessOf("assignments", handle).IsProven)
                Doubts[application.Key] = "the assignments were not read whole";
            return (AssignmentMap.Of(Snapshot.Links("assignments", handle).Ends, g => Snapshot.Links("members", g), Roster),
                AssignmentMap.Of(View.Links("assignments", handle).Ends, g => View.Links("members", g), Roster));
        }

        if (application.Assignments is not { } list)
            return (AssignmentMap.Nobody, AssignmentMap.Nobody);
        var (ends, isWhole) = Planner.Resolve(References, View, list);
        if (!isWhole)
            Doubts[application.Key] = "a line of its assignments leads to nobody who is known";
        var assigned = ends.Select(e => e.End).Distinct().ToArray();
        return (AssignmentMap.Of(assigned, g => Snapshot.Links("members", g), Roster), AssignmentMap.Of(assigned, g => View.Links("members", g), Roster));
    }

    private static string? DoubtOf(Snapshot snapshot)
    {
        foreach (var part in new[] { Kind.User.Name, Kind.Group.Name, "members" })
        {
            if (snapshot.CompletenessOf(part) is Completeness.Unproven unproven)
                return $"the directory's list of {part}{(part == "members" ? "" : "s")} was not read whole: {unproven.Why}";
        }

        return null;
    }
}
