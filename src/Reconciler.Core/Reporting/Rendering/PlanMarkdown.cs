using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// A plan as the comment on a pull request: verdict, what could hurt, who gains and loses what, and the rest folded away. Where room is short, sections
/// give way in the order of <see cref="Keeps"/> and say what they leave out. Who is deleted, disabled or loses access is never left out: where their rows
/// have no room, their names stand close together by what they lose, and go on in further parts.
/// </summary>
public static class PlanMarkdown
{
    /// <summary>Bytes that cautions get before any name does.</summary>
    private const int CautionReserve = 8_000;

    private const int Listed = 20;

    public static string Render(PlanDocument plan) => Parts(plan, MarkdownFrame.Page)[0];

    /// <summary>The texts of a plan, each within the budget; more than one only where the names of those who lose something need it.</summary>
    public static ImmutableArray<string> Parts(PlanDocument plan, MarkdownFrame frame)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(frame);
        plan = Spoken.Of(LabelWords.Shown(plan));
        var (head, last) = (Head(plan, frame), Last(plan) + (frame.Links is { } links ? $"\n{links}\n" : ""));
        var room = frame.Budget - MarkdownSection.Bytes(head) - MarkdownSection.Bytes(last);
        var sections = new PlanSections(plan, frame.Whole);
        var inRows = sections.Named(inRows: true);
        if (MarkdownSection.Least(inRows) + Math.Min(sections.Caution.Whole, CautionReserve) <= room)
            return [head + MarkdownSection.Fit(inRows, room) + last];

        var around = sections.Named(inRows: false);
        var next = $"### {frame.Sign ?? Sign(plan)} {Losses.Title(plan.Workspace)}: who loses what, part {Words.Number(frame.MostParts)} of {Words.Number(frame.MostParts)}\n";
        var names = Losses.Parts(Losses.Of(plan), room - MarkdownSection.Least(around) - Math.Min(sections.Caution.Whole, CautionReserve),
            frame.Budget - MarkdownSection.Bytes(next), frame.MostParts, frame.Whole);
        return
        [
            head + MarkdownSection.Fit(sections.Named(inRows: false, names[0]), room) + last,
            .. names.Skip(1).Select((n, i) => $"### {frame.Sign ?? Sign(plan)} {Losses.Title(plan.Workspace)}: who loses what, part {i + 2} of {names.Length}\n{n}"),
        ];
    }

    /// <summary>The sign of a plan's verdict.</summary>
    private static string Sign(PlanDocument plan) => plan switch
    {
        { Blocked: true } => "🔴",
        { Counts: { Blocked: > 0 } or { Held: > 0 } or { Deleted: > 0 } or { Disabled: > 0 } or { Withheld: > 0 } or { AccessLost: > 0 } } => "🟠",
        _ when plan.Targets.Any(t => t.Unreached is not null) => "🟠",
        { Counts.HasChanges: true } => "🔵",
        _ => "🟢",
    };

    private static string Head(PlanDocument plan, MarkdownFrame frame)
    {
        string?[] lines =
        [
            $"### {frame.Sign ?? Sign(plan)} {Losses.Title(plan.Workspace)}: {Counts(plan)}\n",
            frame.Status is { } status ? $"{status}\n" : null,
            plan.Sandbox ? "Against the sandbox.\n" : null,
            PartWords.Of(plan.Narrowed) is { } part ? $"A part of the plan: {Losses.Title(part)}. Guards measure the whole.\n" : null,
            PrivacyWords.Notice(plan.Privacy) is { } notice ? $"{Prose(notice)}\n" : null,
            LabelWords.Counts(plan) is { } labels ? $"{Prose(labels)}, compared with {Losses.Value(plan.Base?.Name)}\n" : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    private static string Counts(PlanDocument plan)
    {
        var counts = Tallies.Of(plan).Select(t => t.AsDone).ToList();
        var links = plan.Targets.SelectMany(t => t.Entries).Where(e => e.Section != Section.Observed && Spoken.IsDirectory(e.Target)).SelectMany(e => e.Links)
            .Where(l => !l.Single && l.Link != MarkdownTable.Assignments).ToArray();
        if (links.Sum(l => l.Removes.Length) is > 0 and var lost)
            counts.Add(Words.Count(lost, "membership lost"));
        if (links.Sum(l => l.Adds.Length) is > 0 and var gained)
            counts.Add(Words.Count(gained, "membership gained"));
        return counts.Count == 0 ? "nothing to do" : string.Join(" · ", counts);
    }

    private static string Last(PlanDocument plan)
    {
        var several = Spoken.AreSeveral(plan.Targets.Select(t => t.Name));
        var unproven = plan.Targets.SelectMany(t => t.Reads.Where(r => !r.Proven).Select(r => Words.Agree(2, Spoken.Kind(r.What, t.Name)) + (several ? $" of {t.Name}" : ""))).ToArray();
        var unread = UnreachedText.Of(plan).Select(u => u.Target).ToArray();
        List<string> parts =
        [
            .. unread.Length == 0 ? [] : new[] { $"**Not read: {MarkdownCaution.Codes(unread, Listed)}**" },
            unproven.Length == 0 ? unread.Length == 0 ? "Reads complete" : "other reads complete" : $"**Reads not proven complete: {Prose(Words.Names(unproven, Listed))}**",
            plan.Blocked ? "a guard blocks" : "guards clear",
        ];
        if (plan.Targets.Any(t => t.Cost.Writes > 0))
            parts.Add(Cost(plan));
        parts.Add($"operations {Code(Words.Short(plan.OperationsHash))}");
        if (plan.Deferred.Length > 0)
            parts.Add(Prose("not carried out yet: " + Words.List(plan.Deferred.Take(Listed))));
        return $"\n{string.Join(" · ", parts)}\n{Approvers(plan)}";
    }

    // One target after the other, so their times add up; the slowest says what it goes by.
    private static string Cost(PlanDocument plan)
    {
        CostRow[] costs = [.. plan.Targets.Select(t => t.Cost)];
        return string.Join(", ", [
            .. Words.ApplyWith("apply", costs.Sum(c => c.Requests), costs.Sum(c => c.WriteEnvelopes), costs.Sum(c => c.Units), costs.Sum(c => c.MeteredWrites)),
            Words.Takes(costs.Sum(c => c.ExpectedSeconds), costs.MaxBy(c => c.ExpectedSeconds)?.BoundBy),
        ]);
    }

    // As code, so that a comment asks nobody by itself: the forge does.
    private static string Approvers(PlanDocument plan) => plan.Approvers.IsEmpty ? "" : "\nApproved by "
        + string.Join(" · ", plan.Approvers.Take(Listed).Select(r => $"{(r.Who.IsEmpty ? "nobody named" : MarkdownCaution.Codes(r.Who, Listed, " "))} ({Words.Count(r.Changes, "change")})"))
        + (plan.Approvers.Length > Listed ? $" · and {Words.Number(plan.Approvers.Length - Listed)} more" : "") + "\n";
}
