using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>An override and what is left of it.</summary>
internal sealed record Budget(GuardOverride Line, int Left, bool IsOver)
{
    /// <summary>Names an override by all that was approved with it: whoever changes a word of it has a new one approved.</summary>
    public string Id => IdOf(Line);

    public static Budget Of(GuardOverride line, Spent spent, DateOnly day)
    {
        // A plan of a past day revives nothing.
        var today = DateOnly.FromDateTime(spent.Now.UtcDateTime);
        return new Budget(line, Math.Max(0, line.Allow - spent.Under(IdOf(line))), line.Until < (day > today ? day : today));
    }

    public static string IdOf(GuardOverride line)
    {
        var text = string.Join('\n', line.Guard, line.Target.Value, line.Until.ToString("O", CultureInfo.InvariantCulture), line.Owner, line.Reason,
            line.Allow.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>Its reason, owner, end, and what is left when <paramref name="used"/> of it is used up too.</summary>
    public string After(int used) => string.Create(CultureInfo.InvariantCulture,
        $"{Line.Reason} ({Line.Owner}, until {Line.Until:yyyy-MM-dd}): {Line.Allow:N0} allowed, {(Left > used ? $"{Left - used:N0} left" : "used up")} after this");

    /// <summary>Why it does not lift a limit.</summary>
    public string Shortfall => string.Create(CultureInfo.InvariantCulture,
        $"the override {(Line.Span.IsNone ? "" : $"at {Line.Span.ToLine()} ")}{(IsOver ? $"is over since {Line.Until:yyyy-MM-dd}" : Left == 0 ? $"is used up, all {Line.Allow:N0} of it" : $"allows {Line.Allow:N0}, {Left:N0} are left")}");
}

/// <summary>The overrides of a run: which of them lifts what.</summary>
internal sealed class Budgets(GuardSettings settings, Spent spent, DateOnly day)
{
    private readonly Budget[] _all = [.. settings.Overrides.Select(o => Budget.Of(o, spent, day))];

    public IEnumerable<Budget> For(string guard, TargetName target) => _all.Where(b => b.Line.Guard == guard && b.Line.Target == target);

    /// <summary>The override that allows that many at once: what ends first is used first. Null when none does.</summary>
    public Budget? Lifting(string guard, TargetName target, int figure) => For(guard, target)
        .Where(b => !b.IsOver && b.Left >= figure).OrderBy(b => b.Line.Until).ThenBy(b => b.Left).ThenBy(b => b.Id, StringComparer.Ordinal).FirstOrDefault();
}
