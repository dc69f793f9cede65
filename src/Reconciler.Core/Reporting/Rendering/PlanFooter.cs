using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What stands below a plan: how it was read, what stays, how near the guards are, what it costs, what comes, what next.</summary>
internal static class PlanFooter
{
    private const int Column = 11;
    private const int DatesShown = 5;

    private static readonly ImmutableArray<Atom> Hint =
    [
        Atom.Of("--only user:KEY", Role.Code), Atom.Of("shows one of them,"), Atom.Of("--full", Role.Code), Atom.Of("all"),
    ];

    public static void Write(Page page, PlanDocument plan, bool anyFolded)
    {
        var several = Spoken.AreSeveral(plan.Targets.Select(t => t.Name));
        WriteReads(page, plan.Targets.Select(t => (several ? t.Name : null, t.Unreached is null ? t.Reads : [])), "; nothing is removed from them");
        PerTarget(page, "Kept", plan.Targets, several, t => Dotted(t.Kept.Select(k => (Words.Count(k.Count, k.What) + Named(k), Role.Plain))));
        Labelled(page, "Access", null, Access(plan.Access));
        WriteGuards(page, plan.Guards);
        foreach (var guard in plan.Guards.Where(g => g.Override is not null && g.Figure > 0))
            page.Row([], Column, Flow.Words($"{guard.Guard} raised to {Words.Number(guard.Limit)}: {guard.Override}"), guard.Where);
        PerTarget(page, "Cost", plan.Targets, several, t => Dotted(Cost(t.Cost).Select(c => (c, Role.Plain))));
        foreach (var row in plan.Approvers)
            Labelled(page, row == plan.Approvers[0] ? "Approvers" : "", null, Approver(row));
        if (plan.Deferred.Length > 0)
            Labelled(page, "Declared", null, Flow.Words("not carried out yet: " + Words.List(plan.Deferred)));
        WriteUpcoming(page, plan);
        WriteFindings(page, plan);
        if (anyFolded)
            Labelled(page, "Folded", null, Hint);
        if (Next(plan) is { } next)
        {
            page.Blank();
            page.Line(new StyledSpan("Next: "), new StyledSpan(next, Role.Code));
        }
    }

    /// <summary>What was read of each target, and what of it is not known to be whole.</summary>
    public static void WriteReads(Page page, IEnumerable<(string? Target, ImmutableArray<ReadRow> Reads)> targets, string consequence)
    {
        var label = "Read";
        foreach (var (target, reads) in targets.Where(t => !t.Reads.IsEmpty))
        {
            Labelled(page, label, target, Reads(reads, target), Proof(reads));
            foreach (var read in reads.Where(r => !r.Proven))
                page.Row([], Column, [Unproven(read, target), .. Flow.Words(read.How + consequence)]);
            label = "";
        }
    }

    public static void WriteGuards(Page page, IReadOnlyCollection<GuardRow> guards)
    {
        var label = "Guards";
        foreach (var (target, figures) in GuardText.Figures(guards))
        {
            Labelled(page, label, target, Dotted(figures.Select(f => (f.Text, f.Blocks ? Role.Danger : Role.Plain))));
            label = "";
        }
    }

    // Accounts that wait for somebody's decision have names; everything else is only counted.
    private static string Named(CountRow kept) => kept.Names.Length == 0 ? "" : kept.What.Contains("nobody we know", StringComparison.Ordinal) || kept.What.Contains("not linked", StringComparison.Ordinal)
        || kept.What.Contains("kept:", StringComparison.Ordinal) || kept.What.Contains("to be solved", StringComparison.Ordinal)
        ? $" ({string.Join(", ", kept.Names.Take(3))}{(kept.Count > 3 ? " …" : "")})"
        : "";

    private static void PerTarget(Page page, string label, IEnumerable<TargetRow> targets, bool several, Func<TargetRow, IEnumerable<Atom>> body)
    {
        foreach (var target in targets)
        {
            var atoms = body(target).ToArray();
            if (atoms.Length == 0)
                continue;
            Labelled(page, label, several ? target.Name : null, atoms);
            label = "";
        }
    }

    /// <summary>How many may use what, where that changes: <c>Wiki 57 → 12 people</c>.</summary>
    private static IEnumerable<Atom> Access(IEnumerable<AccessRow> applications) => Dotted(applications.Where(a => !a.Changes.IsEmpty)
        .Select(a => ($"{a.DisplayName} {(a.Before == a.After ? "" : $"{Words.Number(a.Before)} → ")}{Words.Count(a.After, "people")}", Role.Plain)));

    public static IEnumerable<Atom> Dotted(IEnumerable<(string Text, Role Role)> parts) =>
        parts.Select((p, i) => Atom.Of(p.Text, p.Role, i == 0 ? " " : " · "));

    /// <summary>What was read; parts that are proven and hold nothing say nothing.</summary>
    private static IEnumerable<Atom> Reads(IEnumerable<ReadRow> reads, string? target) => Dotted(reads
        .Where(r => !r.Proven || r.What is "user" or "group" || (r.Count > 0 && r.What != "extension"))
        .Select(r => (Words.Count(r.Count, Named(r.What, target)), r.Proven ? Role.Plain : Role.Danger)));

    private static string? Proof(IReadOnlyCollection<ReadRow> reads) =>
        reads.Count > 0 && reads.All(r => r.Proven) ? "all proven complete" : null;

    private static Atom Unproven(ReadRow read, string? target) => Atom.Of($"! {Words.Agree(2, Named(read.What, target))} not proven complete:", Role.Danger);

    public static string Named(string part, string? target) => part switch
    {
        "user" => Spoken.Kind(part, target),
        "members" => "membership",
        "enterprise:manager" => "manager",
        "directoryRoles" => "object with a directory role",
        "deleted user" => "user in the recycle bin",
        "deleted group" => "group in the recycle bin",
        _ => part,
    };

    public static void Labelled(Page page, string label, string? target, IEnumerable<Atom> body, string? right = null)
    {
        var atoms = body.ToList();
        if (atoms.Count == 0)
            return;
        if (target is not null)
            atoms = [Atom.Of($"{target}:", Role.Dim), .. atoms.Take(1).Select(a => a with { Gap = " " }), .. atoms.Skip(1)];
        page.Row([new StyledSpan(label, Role.Dim)], Column, atoms, right);
    }

    /// <summary>The command that a reader types next; null when nothing is left to do or a guard must be answered first.</summary>
    public static string? Next(PlanDocument plan)
    {
        if (plan.Blocked || !plan.Counts.HasChanges || plan.Directory is null)
            return null;
        var directory = plan.Directory == "." ? "" : " " + Quoted(plan.Directory);
        return $"reconciler apply{directory}{(plan.Sandbox ? " --sandbox" : "")}{Revision("base", plan.Base)}{Revision("control-from", plan.Control)}";
    }

    // What a plan rests on, its apply rests on too.
    private static string Revision(string option, RevisionRow? revision) => revision is null ? "" : $" --{option} {Quoted(revision.Name)}";

    public static IEnumerable<string> Cost(CostRow cost)
    {
        if (cost.ReadRequests > 0)
            yield return Words.ReadWith(cost.ReadRequests, cost.ReadUnits);
        foreach (var clause in cost.ReadWay?.Split("; ") ?? [])
            yield return clause;
        if (cost.Writes == 0)
            yield break;
        foreach (var part in Words.ApplyWith("apply", cost.Requests, cost.WriteEnvelopes, cost.Units, cost.MeteredWrites))
            yield return part;
        yield return Words.Takes(cost.ExpectedSeconds, cost.BoundBy);
    }

    /// <summary>Who approves how many changes, of which files: the first three by name.</summary>
    public static IEnumerable<Atom> Approver(ApproverRow row)
    {
        const int FilesNamed = 3;
        var files = string.Join(", ", row.Files.Take(FilesNamed)) + (row.Files.Length > FilesNamed ? " …" : "");
        return
        [
            .. Flow.Words(row.Who.IsEmpty ? "nobody named" : string.Join(" ", row.Who), row.Who.IsEmpty ? Role.Warning : Role.Plain),
            .. Flow.Words($"for {Words.Count(row.Changes, "change")} in {files}", Role.Dim),
        ];
    }

    private static void WriteUpcoming(Page page, PlanDocument plan)
    {
        var label = "Upcoming";
        foreach (var row in plan.Upcoming.Take(DatesShown))
        {
            page.Row([new StyledSpan(label, Role.Dim)], Column,
                [Atom.Of(Words.Day(row.Date), Role.Dim), .. Flow.Words($"{row.Kind} {row.Name} {row.What}", Role.Plain, "  ")], row.Where);
            label = "";
        }

        if (plan.Upcoming.Length - DatesShown is > 0 and var more)
            page.Row([], Column, Flow.Words($"and {Words.Number(more)} more until {Words.Day(plan.Upcoming[^1].Date)}", Role.Dim));
    }

    private static void WriteFindings(Page page, PlanDocument plan)
    {
        var label = "Findings";
        foreach (var row in plan.Findings)
        {
            var role = row.Severity == "error" ? Role.Danger : row.Severity == "warning" ? Role.Warning : Role.Dim;
            page.Row([new StyledSpan(label, Role.Dim)], Column,
                [Atom.Of($"{row.Severity}[{row.Code}]:", role), .. Flow.Words(row.Message)], row.Where);
            foreach (var help in row.Help)
                page.Row([], Column, Flow.Words(help, Role.Dim));
            label = "";
        }
    }

    private static string Quoted(string directory) =>
        directory.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '\\' or ':' or '~')
        ? directory : $"'{directory.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
