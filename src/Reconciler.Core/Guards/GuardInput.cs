using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>What a guard looks at: one target's plan, the limits, the files that were read.</summary>
internal sealed record GuardInput(TargetPlan Plan, GuardRule Rule, IReadOnlyCollection<string> FilesRead)
{
    public IEnumerable<Entry> Changes => Plan.Entries.Where(e => e.IsChange);

    /// <summary>Weighs a figure against a guard's limit.</summary>
    public GuardFinding Weigh(string guard, string counted, IReadOnlyCollection<Entry> hits, int baseline) =>
        Rule.Weigh(guard, Plan.Target, counted, hits.Count, baseline) with
        {
            Causes = Causes.Of(hits, FilesRead),
            Names = [.. hits.Select(h => h.Name).Order(StringComparer.OrdinalIgnoreCase)],
        };

    /// <summary>How many live objects of a kind bear our mark, or are linked.</summary>
    public int Owned(Kind kind) => Plan.Owned.GetValueOrDefault(kind);

    public IEnumerable<Kind> Kinds => Plan.Owned.Keys.OrderBy(k => k == Kind.User ? 0 : 1).ThenBy(k => k.Name, StringComparer.Ordinal);

    public string Plural(Kind kind) => Plural(Plan.Target, kind);

    /// <summary>People in the directory, accounts in an application, groups in both.</summary>
    public static string Plural(TargetName target, Kind kind) => kind == Kind.User && target != TargetName.Directory ? "accounts" : $"{kind}s";
}
