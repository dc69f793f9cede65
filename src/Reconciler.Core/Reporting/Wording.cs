using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>Words for causes, values and phases, the same in plan and report.</summary>
internal static class Wording
{
    public static string? Where(Cause cause) => cause.Span.IsNone ? null : cause.Span.ToLine();

    public static string Origin(Cause cause) => cause switch
    {
        Cause.Defaults => "defaults",
        Cause.Derived => "derived",
        Cause.Undeclared => "undeclared",
        Cause.Policy => "policy",
        Cause.Filtered => "filter",
        Cause.Mapped => "mapping",
        Cause.Assigned => "assignment",
        Cause.NoAccess => "access",
        Cause c when c.IsDue => "due",
        _ => "declared",
    };

    /// <summary>Why, in one clause; null where the line says it all.</summary>
    public static string? Because(Cause cause, Func<string, bool> fileIsRead) => cause switch
    {
        Cause.Left l => $"left {l.Since:yyyy-MM-dd}",
        Cause.Dated d => $"{d.Word} {d.Date:yyyy-MM-dd}",
        Cause.Undeclared { File: "" } => "not declared",
        Cause.Undeclared u => fileIsRead(u.File) ? $"no longer declared in {u.File}" : $"no longer declared: {u.File} is gone",
        Cause.GraceOver g => $"grace over since {g.Due:yyyy-MM-dd}",
        Cause.NoAccess n => n.Root is { } root and not Cause.Undeclared { File: "" } && Because(root, fileIsRead) is { } deeper ? Deeper(n.Why, deeper) : n.Why,
        Cause.Assigned a => a.Way == "directly" || a.Way.StartsWith("as ", StringComparison.Ordinal) ? $"assigned {a.Way}" : a.Way,
        Cause.Policy { Line: "release" } => "mark cleared, left as it is",
        Cause.Policy p => p.Line,
        _ => null,
    };

    // What ended access, without saying it twice.
    private static string Deeper(string why, string root) => root.StartsWith(why, StringComparison.Ordinal) ? root : $"{why}: {root}";

    /// <summary>People of a directory, accounts of an application, groups of both.</summary>
    public static string Plural(TargetName target, Kind kind) => kind == Kind.User && target != TargetName.Directory ? "accounts" : $"{kind}s";

    /// <summary>A cell for people; null = absent. What is secret or generated shows its rule, never its content.</summary>
    public static string? Shown(AttributeValue value) => value switch
    {
        AttributeValue.Absent => null,
        // A role whose name says what it is stands once.
        AttributeValue.Table table => string.Join(", ", table.Rows.Select(r => r.Key == r.Value ? r.Key : $"{r.Key}={r.Value}")),
        _ => value.ToString(),
    };

    public static CellRow Cell(CellChange cell) => new(cell.Attribute.Role == AttributeRole.Mark ? "owner mark" : cell.Attribute.Name,
        Shown(cell.Before), After(cell))
    {
        Origin = Origin(cell.Cause),
        Where = Where(cell.Cause),
        Rule = cell.Cause switch { Cause.Derived d => d.Rule, Cause.Mapped { Source.Length: > 0 } m => m.Source, _ => null },
        Mapping = cell.Cause is Cause.Mapped mapped ? mapped.Mapping : null,
    };

    // What chance gives is known only to the apply that writes it; its row says the rest.
    private static string? After(CellChange cell) => cell.After switch
    {
        AttributeValue.Generated { Rule: not "redacted" } when cell.Cause is Cause.Mapped => "(generated at apply)",
        AttributeValue.Generated g => $"({g.Rule})",
        var value => Shown(value),
    };

    public static string Phase(Phase phase) => Camel(phase.ToString());

    public static string Action(Operation operation) => operation switch
    {
        Operation.Create => "create",
        Operation.Update => "update",
        Operation.Disable => "disable",
        Operation.Restore => "restore",
        Operation.Delete => "delete",
        Operation.Link => "link",
        Operation.Unlink => "unlink",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Action(Change change) => change switch
    {
        Change.Create => "create",
        Change.Update => "update",
        Change.Adopt => "adopt",
        Change.Rekey => "rekey",
        Change.Restore => "restore",
        Change.Disable => "disable",
        Change.Delete => "delete",
        Change.Release => "release",
        Change.Keep => "keep",
        Change.Blocked => "blocked",
        Change.Observed o => Action(o.Would),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Camel(string word) => string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(word[0])}{word[1..]}");
}
