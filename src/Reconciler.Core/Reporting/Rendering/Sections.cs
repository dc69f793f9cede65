using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a section is called, and the sign and role of what stands in it.</summary>
internal static class Sections
{
    /// <summary>By danger, the order in which people read them.</summary>
    public static readonly ImmutableArray<Section> ByDanger =
    [
        Section.Blocked, Section.Held, Section.Deleted, Section.Disabled, Section.Released,
        Section.Adopted, Section.Restored, Section.Created, Section.Changed, Section.Observed,
    ];

    public static string Heading(Section section) => section switch
    {
        Section.Observed => "OBSERVED  (enforce: observe; nothing is written)",
        _ => section.ToString().ToUpperInvariant(),
    };

    public static string Sign(Section section) => section switch
    {
        Section.Blocked or Section.Held => "!",
        Section.Deleted or Section.Disabled => "-",
        Section.Restored or Section.Created => "+",
        Section.Released or Section.Observed => "=",
        _ => "~",
    };

    public static Role RoleOf(Section section) => section switch
    {
        Section.Blocked or Section.Held => Role.Danger,
        Section.Deleted or Section.Disabled => Role.Loss,
        Section.Restored or Section.Created => Role.Gain,
        Section.Released or Section.Observed => Role.Kept,
        _ => Role.Change,
    };

    /// <summary>What happens, where the section does not already say so; null where it does.</summary>
    public static string? Doing(EntryRow entry) => (entry.Section, entry.Action) switch
    {
        (Section.Blocked, _) or (Section.Held, "update" or "keep") or (Section.Deleted, "delete") or (Section.Disabled, "disable" or "update")
            or (Section.Released, "release") or (Section.Adopted, "adopt") or (Section.Restored, "restore")
            or (Section.Created, "create") or (Section.Changed, "update") => null,
        (Section.Observed or Section.Held, var action) => $"would be {Done(action)}",
        (_, var action) => Done(action),
    };

    /// <summary>The action as something done: <c>created</c>, <c>rekeyed</c>.</summary>
    public static string Done(string action) => action switch
    {
        "update" => "changed",
        "unlink" => "unlinked",
        "rekey" => "given a new key",
        _ => action.EndsWith('e') ? action + "d" : action + "ed",
    };

    /// <summary>The counts of a plan that are not zero, by danger, in the words of the counts line.</summary>
    public static IEnumerable<(int Count, string Words, Section Section)> Counts(PlanCounts counts)
    {
        (int Count, string Words, Section Section)[] all =
        [
            (counts.Blocked, "blocked", Section.Blocked), (counts.Held, "held", Section.Held), (counts.Deleted, "to delete", Section.Deleted),
            (counts.Disabled, "to disable", Section.Disabled), (counts.Released, "to release", Section.Released),
            (counts.Adopted, "to adopt", Section.Adopted), (counts.Restored, "to restore", Section.Restored),
            (counts.Created, "to create", Section.Created), (counts.Changed, "to change", Section.Changed),
            (counts.Observed, "observed", Section.Observed),
        ];
        return all.Where(c => c.Count > 0);
    }
}
