using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Reporting.Privacy;

/// <summary>
/// What of a document may be shown to readers who need not know whom it is about: one transformation of the document, the same for every format.
/// What remains can be neither applied nor verified: it bears no seal, and says that it is not the record.
/// </summary>
public static class DocumentPrivacy
{
    /// <summary>Stands for a value or sentence that is not shown.</summary>
    public const string Hidden = "(hidden)";

    /// <summary>The fewest bytes of a key.</summary>
    public const int ShortestKey = Pseudonyms.ShortestKey;

    /// <param name="key">What pseudonyms are made with: who has it can try names. At least <see cref="ShortestKey"/> bytes.</param>
    public static PlanDocument Of(PlanDocument plan, PrivacyMode mode, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (mode is PrivacyMode.Full)
            return plan;
        var (names, words) = Words(mode, key);
        // First everybody who is named, so that they are known again in paths and clauses.
        plan = plan with
        {
            Privacy = Named(mode),
            Seal = "",
            Guards = PersonalTexts.Of(plan.Guards, words),
            Withheld = PersonalTexts.Of(plan.Withheld, words),
            Deferred = [.. plan.Deferred.Select(d => PersonalTexts.Of(d, words))],
            Approvers = [.. plan.Approvers.Select(a => a with { Who = [.. a.Who.Select(w => Owner(w, words))] })],
            Access = [.. plan.Access.Select(a => a with { Changes = [.. a.Changes.Select(c => c with { Person = words.Name(c.Person), Because = null })] })],
            Targets =
            [
                .. plan.Targets.Select(t => t with
                {
                    Unreached = t.Unreached is { } fault ? PersonalTexts.Of(fault, words) : null,
                    Kept = [.. t.Kept.Select(k => k.What.StartsWith("group", StringComparison.Ordinal) ? k : PersonalTexts.Of(k, words))],
                    Entries = [.. t.Entries.Select(e => PersonalTexts.Of(e, words))],
                }),
            ],
            Upcoming = mode is PrivacyMode.Counts ? [] : [.. plan.Upcoming.Select(u => PersonalTexts.IsPerson(u.Kind) ? u with { Name = words.Name(u.Name) } : u with { What = Hidden })],
            Findings = [.. plan.Findings.Select(f => f with { Message = Hidden, Help = [] })],
            Narrowed = Of(plan.Narrowed, words),
            Directory = null,
        };
        var rest = new Remainder(mode, names);
        return plan with
        {
            Base = rest.Of(plan.Base),
            Control = rest.Of(plan.Control),
            Guards = rest.Of(plan.Guards),
            Access = [.. plan.Access.Select(a => a with { Changes = [.. a.Changes.Select(c => c with { Where = rest.Place(c.Where) })] })],
            Approvers = [.. plan.Approvers.Select(a => a with { Files = rest.All(a.Files) })],
            Upcoming = [.. plan.Upcoming.Select(u => u with { What = rest.Clause(u.What) ?? "", Where = rest.Place(u.Where) })],
            Findings = [.. plan.Findings.Select(f => f with { Where = rest.Place(f.Where) })],
            Targets = [.. plan.Targets.Select(t => t with { Entries = [.. t.Entries.Select(rest.Of)] })],
        };
    }

    /// <param name="key">What pseudonyms are made with: who has it can try names. At least <see cref="ShortestKey"/> bytes.</param>
    public static ReportDocument Of(ReportDocument report, PrivacyMode mode, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (mode is PrivacyMode.Full)
            return report;
        var (names, words) = Words(mode, key);
        report = PersonalTexts.Map(report, words) with
        {
            Privacy = Named(mode),
            Values = null,
            Actor = report.Actor is { } actor ? words.Name(actor) : null,
            Approver = report.Approver is { } approver ? words.Name(approver) : null,
            Stopped = report.Stopped is null ? null : Hidden,
            Narrowed = Of(report.Narrowed, words),
        };
        var rest = new Remainder(mode, names);
        return report with
        {
            Base = rest.Of(report.Base),
            Control = rest.Of(report.Control),
            Guards = rest.Of(report.Guards),
            Files = [.. report.Files.Select(f => f with { Path = rest.Clause(f.Path) ?? Hidden })],
            Waiting = [.. report.Waiting.Select(rest.Of)],
            Operations = [.. report.Operations.Select((o, i) => rest.Of(o, i))],
        };
    }

    private static (Pseudonyms Names, PersonalWords Words) Words(PrivacyMode mode, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, ShortestKey, nameof(key));
        var names = new Pseudonyms(key.ToArray());
        string Name(string name)
        {
            var pseudonym = names.Of(name);
            return mode is PrivacyMode.Counts && name.Length > 0 ? Hidden : pseudonym;
        }

        return (names, new PersonalWords(Name, v => SaysNothing(v) ? v : Hidden, s => s.Length == 0 ? s : Hidden));
    }

    // Of nobody: a switch, and what stands for a value that is made at apply.
    private static bool SaysNothing(string value) => value is "" or "true" or "false" or "(password)" or "(unique name)" or "(generated at apply)" or "(known after apply)" or "(redacted)";

    private static string Named(PrivacyMode mode) => mode.ToString().ToLowerInvariant();

    // A team is nobody.
    private static string Owner(string owner, PersonalWords words) => owner.Contains('/', StringComparison.Ordinal) ? owner : words.Name(owner);

    private static NarrowedRow? Of(NarrowedRow? narrowed, PersonalWords words) =>
        narrowed?.Only is { } only && only.StartsWith("user:", StringComparison.Ordinal) ? narrowed with { Only = "user:" + words.Name(only["user:".Length..]) } : narrowed;

    /// <summary>What is of nobody, unless somebody is named in it after all.</summary>
    private sealed class Remainder(PrivacyMode mode, Pseudonyms names)
    {
        public string? Clause(string? text) => text is not null && names.IsNamedIn(text) ? Hidden : text;

        /// <summary><c>file:line</c>; of a file that bears a person's name only the line.</summary>
        public string? Place(string? where) => where is null || mode is PrivacyMode.Counts ? null
            : !names.IsNamedIn(where) ? where
            : where.LastIndexOf(':') is > 0 and var colon ? Hidden + where[colon..].Split('@')[0] : Hidden;

        public ImmutableArray<string> All(ImmutableArray<string> texts) => mode is PrivacyMode.Counts ? [] : [.. texts.Select(t => Clause(t) ?? "")];

        public RevisionRow? Of(RevisionRow? revision) => revision is null ? null : revision with { Name = Clause(revision.Name) ?? "" };

        public ImmutableArray<GuardRow> Of(ImmutableArray<GuardRow> guards) =>
            [.. guards.Select(g => g with { Of = Clause(g.Of), Where = Place(g.Where), Override = g.Override is null ? null : Hidden, Causes = [], Names = All(g.Names), Budget = null })];

        public EntryRow Of(EntryRow entry)
        {
            var row = entry with
            {
                Id = Clause(entry.Id),
                Hash = null,
                Where = Place(entry.Where),
                Because = Because(entry.Because),
                Cells = Cells(entry.Cells),
                Links = Links(entry.Links),
                Held = [.. entry.Held.Select(h => h with { Where = Place(h.Where) })],
                Standing = [.. entry.Standing.Select(s => s with { Where = Place(s.Where) })],
            };
            return mode is not PrivacyMode.Counts ? row : row with { Key = null, Id = null, Name = Hidden, Because = null, Cells = [], Held = [], Standing = [], Conflict = Silent(row.Conflict) };
        }

        public OperationRow Of(OperationRow operation, int number)
        {
            var row = operation with
            {
                RemoteId = Clause(operation.RemoteId),
                Where = Place(operation.Where),
                Because = Because(operation.Because),
                Cells = Cells(operation.Cells),
                Links = Links(operation.Links),
            };
            // Different objects stay different, so that they can be counted.
            return mode is not PrivacyMode.Counts ? row : row with { Key = null, RemoteId = number.ToString(CultureInfo.InvariantCulture), Name = Hidden, Because = null, Cells = [] };
        }

        private string? Because(string? because) => because == Hidden ? null : Clause(because);

        private static ConflictRow? Silent(ConflictRow? conflict) => conflict is null ? null : new ConflictRow(conflict.Code, Hidden, "");

        private ImmutableArray<CellRow> Cells(ImmutableArray<CellRow> cells) =>
            [.. cells.Where(c => c.Attribute != "owner mark").Select(c => c with { Before = Clause(c.Before), After = Clause(c.After), Where = Place(c.Where), Rule = Clause(c.Rule) })];

        private ImmutableArray<LinkRow> Links(ImmutableArray<LinkRow> links) =>
            [.. links.Select(l => l with { Adds = Ends(l.Adds), Removes = Ends(l.Removes), Where = Place(l.Where) })];

        private ImmutableArray<LinkEndRow> Ends(ImmutableArray<LinkEndRow> ends) => [.. ends.Select(e => e with
        {
            Name = mode is PrivacyMode.Counts ? Hidden : e.Name, Id = mode is PrivacyMode.Counts ? null : Clause(e.Id), Where = Place(e.Where), Because = Because(e.Because),
        })];
    }
}
