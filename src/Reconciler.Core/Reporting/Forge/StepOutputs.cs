using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>
/// What a plan or an apply tells the steps after it (<c>$GITHUB_OUTPUT</c>). <c>changes</c>, <c>deletes</c> and <c>access-lost</c> are whole numbers,
/// <c>blocked</c> is true or false, <c>failure-reason</c> a word of <see cref="FailureReason"/> or empty; what is not known is empty.
/// </summary>
public static class StepOutputs
{
    /// <param name="plan">Null where it did not come to a plan.</param>
    public static ImmutableArray<(string Name, string Value)> Of(PlanDocument? plan, string? planPath, string? reportPath, int exitCode) =>
    [
        ("changes", Number(plan?.Counts.Operations)),
        ("deletes", Number(plan?.Counts.Deleted)),
        ("access-lost", Number(plan?.Counts.AccessLost)),
        ("blocked", plan is null ? "" : plan.Blocked ? "true" : "false"),
        ("plan-hash", plan?.OperationsHash ?? ""),
        ("plan-path", planPath ?? ""),
        ("report-path", reportPath ?? ""),
        ("failure-reason", FailureReason.Of(exitCode)),
    ];

    /// <summary>The text to append: every value between lines that no value can hold, because they are drawn anew.</summary>
    /// <param name="fresh">Gives 32 hex digits of chance.</param>
    public static string Write(ImmutableArray<(string Name, string Value)> outputs, Func<string> fresh)
    {
        ArgumentNullException.ThrowIfNull(fresh);
        var text = new StringBuilder();
        foreach (var (name, value) in outputs)
        {
            string end;
            do
                end = $"reconciler_{fresh()}";
            while (value.Contains(end, StringComparison.Ordinal));
            text.Append(CultureInfo.InvariantCulture, $"{name}<<{end}\n{value}\n{end}\n");
        }

        return text.ToString();
    }

    private static string Number(int? count) => count is { } known ? known.ToString(CultureInfo.InvariantCulture) : "";
}
