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

    /// <param name="section">What stands below.</param>
    /// <param name="target">The target, where it must be named.</param>
    public static string Heading(Section section, string? target) => Name(section, target).ToUpperInvariant() + (target is null ? "" : $" in {target}")
        + (section == Section.Observed ? "  (enforce: observe; nothing is written)" : "");

    /// <summary>People of the directory are disabled, accounts of an application deactivated.</summary>
    public static string Name(Section section, string? target) =>
        section == Section.Disabled && !Spoken.IsDirectory(target) ? "deactivated" : section.ToString().ToLowerInvariant();

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
        (Section.Observed or Section.Held, var action) => $"would be {Done(action, entry.Kind)}",
        (_, var action) => Done(action, entry.Kind),
    };

    /// <summary>The action as something done: <c>created</c>, <c>rekeyed</c>.</summary>
    public static string Done(string action, string kind = "") => action switch
    {
        "disable" when kind == Spoken.Account => "deactivated",
        "update" => "changed",
        "unlink" => "unlinked",
        "rekey" => "given a new key",
        LabelledRows.Unmanage => "no longer managed",
        _ => action.EndsWith('e') ? action + "d" : action + "ed",
    };
}
