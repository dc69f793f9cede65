using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Documents in the words of people: what is a user in the directory is an account in an application; every row knows its target.</summary>
internal static class Spoken
{
    public const string Account = "account";

    public static bool IsDirectory(string? target) => target is null || target == TargetName.Directory.Value;

    public static string Kind(string kind, string? target) => kind == "user" && !IsDirectory(target) ? Account : kind;

    public static PlanDocument Of(PlanDocument plan) => plan with
    {
        Targets = [.. plan.Targets.Select(t => t with { Entries = [.. t.Entries.Select(e => Of(e, t.Name))], Reads = [.. t.Reads.Select(r => r with { What = Path(r.What) })] })],
    };

    /// <summary>A SCIM path without what all extensions of the standard share: <c>enterprise:manager</c>.</summary>
    public static string Path(string attribute)
    {
        const string Extension = "urn:ietf:params:scim:schemas:extension:";
        if (!attribute.StartsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return attribute;
        var parts = attribute[Extension.Length..].Split(':');
        return parts is [var name, _, _, var leaf] ? $"{name}:{leaf}" : attribute[Extension.Length..];
    }

    public static ReportDocument Of(ReportDocument report) => report with
    {
        Operations = [.. report.Operations.Select(o => o with { Kind = Kind(o.Kind, o.Target), Cells = [.. o.Cells.Select(Of)], Links = [.. o.Links.Select(Of)] })],
        Reads = [.. report.Reads.Select(r => r with { What = Path(r.What) })],
        Waiting = [.. report.Waiting.Select(e => Of(e, e.Target))],
    };

    /// <summary>Whether the targets must be told apart.</summary>
    public static bool AreSeveral(IEnumerable<string?> targets) => targets.Any(t => !IsDirectory(t));

    private static EntryRow Of(EntryRow entry, string? target) => entry with
    {
        Kind = Kind(entry.Kind, target),
        Target = target,
        Cells = [.. entry.Cells.Select(Of)],
        Links = [.. entry.Links.Select(Of)],
    };

    private static CellRow Of(CellRow cell) => cell with { Attribute = Path(cell.Attribute) };

    private static LinkRow Of(LinkRow link) => link with { Link = Path(link.Link) };
}
