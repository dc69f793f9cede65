using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>Turns a plan and its verdict into the published document.</summary>
public static class PlanDocuments
{
    private const int NamesShown = 20;

    public static PlanDocument Of(Plan plan, RunPlan run, IReadOnlyList<TargetDescriptor> targets, string version)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        var (verdict, model) = (run.Verdict, run.Model);
        var accessLabel = LabelledRows.Access(run);
        ImmutableArray<TargetRow> rows =
        [
            .. plan.Targets.Select(t => Row(t, targets.First(d => d.Name == t.Target), run))
                .Concat(run.Unreached.Select(u => Row(u, targets.FirstOrDefault(d => d.Name == u.Target)?.System ?? "scim", plan.Header.Created) with { Identity = model.IdentityOf(u.Target) }))
                .OrderBy(r => r.Name == TargetName.Directory.Value ? 0 : 1).ThenBy(r => r.Name, StringComparer.Ordinal),
        ];
        return new PlanDocument
        {
            Version = version,
            Workspace = plan.Header.Workspace,
            Tenant = plan.Header.Tenant,
            Sandbox = plan.Header.Sandbox,
            Day = plan.Header.Day,
            Created = plan.Header.Created,
            Expires = plan.Header.Expires,
            OperationsHash = plan.Header.OperationsHash,
            ConfigurationHash = plan.Header.ConfigurationHash,
            Base = model.Earlier is { } earlier ? new RevisionRow(earlier.Name, earlier.Commit) : null,
            Counts = Counts(plan.Targets.SelectMany(t => t.Entries), plan.Targets.Sum(t => t.Operations.Length)) with
            {
                Released = plan.Targets.SelectMany(t => t.Entries).Count(e => e.Change is Change.Release) + run.Released.Length,
                AccessLost = run.Access.Sum(a => People(a, isGained: false)),
                AccessGained = run.Access.Sum(a => People(a, isGained: true)),
            },
            Blocked = verdict.IsBlocked,
            Narrowed = Narrowed(run.Narrowing),
            Guards = [.. verdict.Findings.Select(f => Row(f, plan.Header.Day))],
            Withheld = WithheldRows.Of(plan.Targets),
            Targets = rows,
            Access = [.. run.Access.Select(a => Row(a, run, accessLabel)).OrderBy(a => a.Application, StringComparer.Ordinal)],
            Approvers = Approvals.Of(rows.SelectMany(r => r.Entries), model.Approvers),
            Deferred = [.. model.Deferred.Select(d => new CountRow(d.What, d.Count))],
            Upcoming = [.. plan.Upcoming.Select(u => new UpcomingRow(u.Date, u.Kind, u.Name, u.What, u.Span.IsNone ? null : u.Span.ToLine()))],
            Findings = [.. run.Findings.Select(Row)],
        };
    }

    private static NarrowedRow? Narrowed(PlanNarrowing narrowing) => narrowing.IsWhole ? null : new NarrowedRow
    {
        Target = narrowing.Target?.Value,
        Only = narrowing.Only is { } key ? $"{key.Kind}:{key.Name}" : null,
        OnlyDue = narrowing.OnlyDue,
    };

    public static PlanCounts Counts(IEnumerable<Entry> entries, int operations)
    {
        var all = entries.ToArray();
        var sections = all.Select(EntryRows.SectionOf).Where(s => s is not null).GroupBy(s => s).ToDictionary(g => g.Key ?? Section.Changed, g => g.Count());
        int Of(Section section) => sections.GetValueOrDefault(section);
        return new PlanCounts
        {
            Blocked = Of(Section.Blocked),
            Held = all.Count(e => !e.Held.IsEmpty),
            Deleted = Of(Section.Deleted),
            Disabled = Of(Section.Disabled),
            Released = Of(Section.Released),
            Adopted = Of(Section.Adopted),
            Restored = Of(Section.Restored),
            Created = Of(Section.Created),
            Changed = Of(Section.Changed),
            Observed = Of(Section.Observed),
            Operations = operations,
            Withheld = all.Sum(WithheldRows.Count),
        };
    }

    public static GuardRow Row(GuardFinding finding, DateOnly day) => new()
    {
        Guard = finding.Guard,
        Target = finding.Target.Value,
        Counted = finding.Counted,
        Of = finding.Of,
        Figure = finding.Figure,
        Earlier = finding.Earlier,
        Limit = finding.Limit,
        Base = finding.Base,
        Blocks = finding.Blocks,
        Override = finding.Override,
        Budget = finding.Budget,
        Where = finding.LimitSpan.IsNone ? null : finding.LimitSpan.ToLine(),
        Causes = finding.Causes,
        Names = finding.Names,
        OverrideLine = finding.Blocks
            ? $"- {{ guard: {finding.Guard}, target: {finding.Target}, allow: {finding.Needed}, until: {day.AddDays(7):yyyy-MM-dd}, owner: you, reason: \"…\" }}"
            : null,
    };

    /// <summary>Every part of a read: what people look for first, then the rest by name.</summary>
    public static ImmutableArray<ReadRow> Reads(Snapshot snapshot) =>
    [
        .. snapshot.AllCompleteness
            .OrderBy(c => ReadOrder.IndexOf(c.Key) is >= 0 and var at ? at : ReadOrder.Length)
            .Select(c => new ReadRow(c.Key, CountOf(snapshot, c.Key), c.Value.IsProven, c.Value switch
            {
                Completeness.Proven p => p.How,
                Completeness.Unproven u => u.Why,
                _ => "not read",
            })),
    ];

    private static readonly ImmutableArray<string> ReadOrder = ["user", "group", "members", "owners", "manager"];

    private static int CountOf(Snapshot snapshot, string part)
    {
        foreach (var kind in snapshot.Schema.Kinds)
        {
            var table = snapshot[kind.Kind];
            if (part == kind.Kind.Name)
                return LiveCount(table);
            if (part == $"deleted {kind.Kind.Name}")
                return table.Count - LiveCount(table);
            if (kind.Find(part) is { } attribute)
                return Enumerable.Range(0, table.Count).Count(r => !table.Cell(r, kind.IndexOf(attribute.Name)).IsAbsent);
        }

        return snapshot.AllLinks.Where(l => l.Key.Link == part).Sum(l => l.Value.Ends.Length);
    }

    // Whoever changes from one role to another neither loses nor gains the application.
    private static int People(ApplicationAccess access, bool isGained)
    {
        var others = access.Changes.Where(c => c.IsGained != isGained).Select(c => c.Person).ToHashSet();
        return access.Changes.Where(c => c.IsGained == isGained && !others.Contains(c.Person)).Select(c => c.Person).Distinct().Count();
    }

    private static AccessRow Row(ApplicationAccess access, RunPlan run, Func<ApplicationAccess, AccessChange, string?> label) => new()
    {
        Application = access.Application.Key,
        DisplayName = access.Application.DisplayName,
        Before = access.HoldersBefore,
        After = access.HoldersAfter,
        OpenToEveryone = access.IsOpenToEveryone,
        Changes = [.. access.Changes.Select(c => new AccessChangeRow(c.Name, c.Role, c.IsGained)
        {
            Through = c.Through,
            Approximate = c.IsApproximate,
            Privileged = c.IsPrivileged,
            // The line of another way that stays is no reason for a loss.
            Because = c.IsGained || c.Cause is Cause.Assigned ? null : Wording.Because(c.Cause, run.Model.Files.Contains),
            Where = Wording.Where(c.Cause),
            Label = label(access, c),
        })],
    };

    private static TargetRow Row(TargetReading unreached, string system, DateTimeOffset at) => new()
    {
        Name = unreached.Target.Value,
        System = system,
        ReadAt = at,
        Unreached = unreached.Fault is { Fault: var fault } ? new FaultRow(fault.Code, fault.Message, fault.Advice) : null,
    };

    private static TargetRow Row(TargetPlan plan, TargetDescriptor descriptor, RunPlan run)
    {
        var rows = new EntryRows(plan.Snapshot, run.Model.Files);
        var labels = run.Labels.GetValueOrDefault(plan.Target);
        var released = plan.Target == TargetName.Directory ? run.Released : [];
        return new TargetRow
        {
            Name = plan.Target.Value,
            System = descriptor.System,
            Identity = run.Model.IdentityOf(plan.Target),
            ReadAt = plan.Snapshot.TakenAt,
            Reads = Reads(plan.Snapshot),
            Kept = Kept(plan),
            Entries = [.. plan.Entries.Where(e => EntryRows.SectionOf(e) is not null).Select(e => LabelledRows.Of(rows.Row(e), e, labels, plan.Snapshot))
                .Concat(released.Select(r => LabelledRows.Row(r, run.Model.Earlier)))
                .OrderBy(r => r.Section).ThenBy(r => r.Kind == "extension" ? 0 : r.Kind == "user" ? 1 : 2).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal)],
            Cost = Cost(plan, Expectation.Of(plan, descriptor)),
        };
    }

    private static CostRow Cost(TargetPlan plan, Expectation expected) => new()
    {
        ReadRequests = plan.Snapshot.Cost.Requests,
        ReadUnits = plan.Snapshot.Cost.ResourceUnits,
        ReadWay = plan.Snapshot.Cost.Told,
        Writes = plan.Operations.Length,
        Requests = expected.Price.Requests,
        WriteEnvelopes = expected.Envelopes,
        Units = expected.Price.Units,
        MeteredWrites = expected.Price.Writes,
        ExpectedSeconds = Math.Round(expected.Time.TotalSeconds, 1),
        BoundBy = expected.BoundBy is { } limit ? Wording.Camel(limit.ToString()) : null,
    };

    private static ImmutableArray<CountRow> Kept(TargetPlan plan)
    {
        var rows = new List<CountRow>();
        foreach (var kind in plan.Entries.Select(e => e.Kind).Concat(plan.Owned.Keys).Distinct().OrderBy(k => k == Kind.User ? 0 : k == Kind.Group ? 1 : 2).ThenBy(k => k.Name, StringComparer.Ordinal))
        {
            if (plan.Strangers.GetValueOrDefault(kind) is > 0 and var strangers)
                rows.Add(new CountRow($"{Wording.Plural(plan.Target, kind)} not declared", strangers));
            foreach (var (reason, always) in KeptWords)
            {
                var word = reason == KeepReason.Unknown && kind != Kind.User ? "not pushed by us" : always;
                // Of a policy it says which: somebody looks for an account that is not there.
                var kept = plan.Entries.Where(e => e.Kind == kind && e.Change is Change.Keep k && k.Why == reason)
                    .GroupBy(e => reason is KeepReason.Policy && e.Change is Change.Keep { Detail: { } detail } ? $"kept: {detail}" : word, e => e.Name);
                foreach (var group in kept.OrderBy(g => g.Key, StringComparer.Ordinal))
                    rows.Add(new CountRow($"{Wording.Plural(plan.Target, kind)} {group.Key}", group.Count()) { Names = [.. group.Order(StringComparer.OrdinalIgnoreCase).Take(NamesShown)] });
            }
        }

        if (plan.ProtectedObjects > 0)
            rows.Add(new CountRow("protected", plan.ProtectedObjects));
        return [.. rows];
    }

    private static readonly ImmutableArray<(KeepReason, string)> KeptWords =
    [
        (KeepReason.Orphan, "marked as ours without evidence (orphans)"),
        (KeepReason.NotOurs, "not marked as ours"),
        (KeepReason.NotYetVisible, "not yet visible"),
        (KeepReason.NotYetDue, "not yet due"),
        (KeepReason.Policy, "kept by policy"),
        (KeepReason.Incomplete, "waiting for a complete read"),
        (KeepReason.Closed, "closed without access"),
        (KeepReason.Unlinked, "not linked, of known people without access"),
        (KeepReason.InConflict, "waiting for a conflict to be solved"),
        (KeepReason.Unknown, "of nobody we know"),
        (KeepReason.Ignored, "ignored"),
        (KeepReason.Parked, "refused for good by the target"),
        (KeepReason.Protected, "protected"),
        (KeepReason.Unchanged, "unchanged"),
    ];

    private static FindingRow Row(Diagnostic d) =>
        new(d.Code, d.Severity.ToString().ToLowerInvariant(), d.Message, d.Span.IsNone ? null : d.Span.ToLine()) { Help = d.Help };

    private static int LiveCount(ResourceTable table) => Enumerable.Range(0, table.Count).Count(r => !table.IsDeleted(r));
}
