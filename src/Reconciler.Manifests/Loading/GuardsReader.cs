using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads limits on effects. What a written limit does not say keeps its default.</summary>
internal static class GuardsReader
{
    public static GuardSettings Read(Node block, SourceSpan span, Draft draft)
    {
        var settings = new GuardSettings([.. GuardSettings.Default.Limits.Select(l => ReadLimit(l, block.Find(l.Guard)))]) { Span = span };
        return settings with { Overrides = ReadOverrides(block.Find("overrides"), settings, draft) };
    }

    private static GuardLimit ReadLimit(GuardLimit standard, Node? node) => node is { Kind: NodeKind.Mapping } limit
        ? standard with
        {
            MaxPercent = Percent(limit.Word("max")) ?? standard.MaxPercent,
            AtLeast = Number(limit.Word("atLeast")) ?? standard.AtLeast,
            AtMost = Number(limit.Word("atMost")) ?? standard.AtMost,
            Span = limit.Span,
        }
        : standard;

    private static ImmutableArray<GuardOverride> ReadOverrides(Node? list, GuardSettings settings, Draft draft)
    {
        var overrides = new List<GuardOverride>();
        foreach (var item in list.Lines())
        {
            if (item.Find("guard")?.Written() is not { } guard || item.Find("target")?.Written() is not { } target)
                continue;
            draft.Targets.Add(target);
            var until = DateReader.Read(item.Find("until"));
            if (until is null || Number(item.Word("allow")) is not { } allow)
                continue;
            overrides.Add(new GuardOverride(
                guard.Text, new TargetName(target.Text), allow, until.Value.Date, item.Word("owner") ?? "", item.Word("reason") ?? "", item.Span));
            // What a guard allows over nothing, it always allows.
            if (draft.AsOf is { } today && until.Value.Date < today)
                draft.Faults.Add(LoadingFaults.OverrideOver(until.Value, guard.Text, target.Text));
            else if (settings.Limits.FirstOrDefault(l => l.Guard == guard.Text)?.Over(0) is { } always && allow <= always && item.Find("allow") is { } written)
                draft.UselessOverrides.Add((overrides[^1], always, written.Span));
        }

        return
        [
            .. overrides.OrderBy(o => o.Guard, StringComparer.Ordinal).ThenBy(o => o.Target.Value, StringComparer.OrdinalIgnoreCase)
                .ThenBy(o => o.Until).ThenBy(o => o.Allow),
        ];
    }

    private static decimal? Percent(string? text) =>
        decimal.TryParse(text.AsSpan().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
