using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary><c>Replace</c> in its five modes. An absent source stays absent, except where another attribute stands in for it.</summary>
internal static class ReplaceFunction
{
    public static MappingValue Replace(CallNode call, ref Run run)
    {
        var source = call.Text(ReplaceSlots.Source, ref run);
        if (call.Mode == ReplaceMode.OtherAttribute)
            return string.IsNullOrEmpty(source) ? Captured(call, ref run, source) : MappingValue.Of(source);
        if (source is null)
            return MappingValue.Null;
        return call.Mode switch
        {
            ReplaceMode.Text => Text(call, ref run, source, call.TextOrEmpty(ReplaceSlots.Old, ref run), call.TextOrEmpty(ReplaceSlots.Replacement, ref run)),
            ReplaceMode.Template => Text(call, ref run, call.TextOrEmpty(ReplaceSlots.Template, ref run), call.TextOrEmpty(ReplaceSlots.Old, ref run), source),
            _ => Matches(call, ref run, source),
        };
    }

    private static MappingValue Text(CallNode call, ref Run run, string text, string old, string replacement)
    {
        if (old.Length == 0 || !run.MayTake(call, Texts.Steps(text, old) * 2))
            return MappingValue.Of(text);
        var count = Texts.Occurrences(text, old);
        if (count == 0)
            return MappingValue.Of(text);
        var length = text.Length + ((long)count * (replacement.Length - old.Length));
        return run.MayProduce(call, length) ? MappingValue.Of(text.Replace(old, replacement, StringComparison.Ordinal)) : MappingValue.Null;
    }

    private static MappingValue Matches(CallNode call, ref Run run, string source)
    {
        var replacement = call.TextOrEmpty(ReplaceSlots.Replacement, ref run);
        if (PatternOf(call, ref run, source) is not { } regex)
            return MappingValue.Null;
        var group = call.Mode == ReplaceMode.Group ? GroupOf(call, regex, ref run) : null;
        // A substitution can repeat the whole input at each sign.
        var widest = group is not null ? replacement.Length : replacement.Length + ((long)source.Length * replacement.AsSpan().Count('$'));
        if (run.IsStopped || (widest > run.Context.MostCharacters && !run.MayProduce(call, widest)))
            return MappingValue.Null;
        try
        {
            return Replaced(call, ref run, source, replacement, regex, group);
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(call, ref run);
        }
    }

    private static MappingValue Replaced(CallNode call, ref Run run, string source, string replacement, Regex regex, string? group)
    {
        var match = regex.Match(source);
        if (!match.Success)
            return MappingValue.Of(source);
        var result = new StringBuilder();
        var at = 0;
        for (; match.Success; match = match.NextMatch())
        {
            var part = group is null ? match : match.Groups[group];
            if (!part.Success)
                continue;
            var with = group is not null || !replacement.Contains('$', StringComparison.Ordinal) ? replacement : match.Result(replacement);
            // A group can lie before the place that is reached already only in a look-behind.
            if (part.Index < at)
                continue;
            if (!run.MayProduce(call, part.Index - at + with.Length))
                return MappingValue.Null;
            result.Append(source, at, part.Index - at).Append(with);
            at = part.Index + part.Length;
        }

        return run.MayProduce(call, source.Length - at) ? MappingValue.Of(result.Append(source, at, source.Length - at).ToString()) : MappingValue.Null;
    }

    // The source has nothing: what another attribute has in its place.
    private static MappingValue Captured(CallNode call, ref Run run, string? source)
    {
        var other = call.TextOrEmpty(ReplaceSlots.Other, ref run);
        if (PatternOf(call, ref run, other) is not { } regex || GroupOf(call, regex, ref run) is not { } group)
            return MappingValue.Null;
        try
        {
            return regex.Match(other) is { Success: true } match && match.Groups[group] is { Success: true } part && run.MayProduce(call, part.Length)
                ? MappingValue.Of(part.Value)
                : MappingValue.Of(source);
        }
        catch (RegexMatchTimeoutException)
        {
            return TimedOut(call, ref run);
        }
    }

    private static Regex? PatternOf(CallNode call, ref Run run, string input)
    {
        var text = call.TextOrEmpty(ReplaceSlots.Pattern, ref run);
        if (run.IsStopped)
            return null;
        var pattern = Patterns.Of(text);
        if (pattern.Regex is null)
            run.Fail(call[ReplaceSlots.Pattern], MappingErrorKind.Pattern, $"this is no regular expression: {(run.Hides ? FlowResult.RedactedText : pattern.Fault)}");
        var steps = (long)input.Length * pattern.Steps;
        return run.MayTake(call, pattern.Backtracks ? steps + Pattern.BacktrackingCall : steps) ? pattern.Regex : null;
    }

    private static string? GroupOf(CallNode call, Regex regex, ref Run run)
    {
        var group = call.TextOrEmpty(ReplaceSlots.Group, ref run);
        if (run.IsStopped || regex.GroupNumberFromName(group) >= 0)
            return group;
        run.Fail(call[ReplaceSlots.Group], MappingErrorKind.Argument, $"the pattern has no group named `{Reading.Shown(MappingValue.Of(group), in run)}`");
        return null;
    }

    private static MappingValue TimedOut(CallNode call, ref Run run) =>
        run.Fail(call[ReplaceSlots.Pattern], MappingErrorKind.Pattern, "the regular expression takes too long on this value");
}
