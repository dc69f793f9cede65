namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>Evaluates an argument as what a function takes. What does not read as it stops the run.</summary>
internal static class Reading
{
    public static MappingValue Value(this CallNode call, int slot, ref Run run) => slot < call.Count ? call[slot].Evaluate(ref run) : default;

    /// <summary>One value; of a list of one, its item.</summary>
    public static MappingValue Single(Node node, ref Run run) => Single(node, node.Evaluate(ref run), ref run);

    private static MappingValue Single(Node node, MappingValue value, ref Run run)
    {
        return value.Kind < MappingValueKind.List ? value : value.Kind == MappingValueKind.Complex
            ? run.Fail(node, MappingErrorKind.Argument, "a complex value cannot be used as a single one")
            : value.Items switch
            {
                [] => MappingValue.Null,
                [{ Kind: < MappingValueKind.List } only] => only,
                var items => run.Fail(node, MappingErrorKind.Argument, $"expected one value, there are {items.Length}"),
            };
    }

    /// <summary>The text of an argument, null where it is absent or not supplied.</summary>
    public static string? Text(Node node, ref Run run) => TextOf(node, Single(node, ref run), ref run);

    /// <summary>The text of a value that was evaluated already.</summary>
    public static string? Text(this CallNode call, MappingValue value, ref Run run) => TextOf(call, Single(call, value, ref run), ref run);

    private static string? TextOf(Node node, MappingValue value, ref Run run)
    {
        if (value.Kind == MappingValueKind.Text)
            return run.MayTake(node, value.AsText.Length) ? value.AsText : null;
        return value.IsNull ? null : value.ToString();
    }

    public static string? Text(this CallNode call, int slot, ref Run run) => slot < call.Count ? Text(call[slot], ref run) : null;

    public static string TextOrEmpty(this CallNode call, int slot, ref Run run) => call.Text(slot, ref run) ?? "";

    /// <summary>A number, null where it is absent; a text must read as one.</summary>
    public static decimal? Number(this CallNode call, int slot, ref Run run)
    {
        if (!call.Has(slot))
            return null;
        var value = Single(call[slot], ref run);
        if (value.IsNull)
            return null;
        if (Comparison.TryNumber(value, out var number))
            return number;
        run.Fail(call[slot], MappingErrorKind.Format, $"`{Shown(value, in run)}` is no number");
        return null;
    }

    /// <summary>A whole number of 64 bits, null where it is absent.</summary>
    public static long? Whole(this CallNode call, int slot, ref Run run)
    {
        if (call.Number(slot, ref run) is not { } number)
            return null;
        if (decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue)
            return (long)number;
        run.Fail(call[slot], MappingErrorKind.Format, $"`{Shown(MappingValue.Of(number), in run)}` is no whole number of 64 bits");
        return null;
    }

    /// <summary>A position or count, clamped to what a text can have; absent ones are an error.</summary>
    public static int Position(this CallNode call, int slot, ref Run run)
    {
        if (call.Whole(slot, ref run) is { } number)
            return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
        run.Fail(call, MappingErrorKind.Argument, $"{call.Name} needs a number as argument {slot + 1}, it is absent");
        return 0;
    }

    /// <summary>A date, null when the run was stopped; a text must read as one, and what is absent does not.</summary>
    public static DateTime? Date(this CallNode call, int slot, ref Run run)
    {
        var value = slot < call.Count ? Single(call[slot], ref run) : default;
        if (run.IsStopped)
            return null;
        if (value.Kind == MappingValueKind.Date)
            return value.AsDate;
        if (DateTexts.TryParse(value.ToString(), run.Context.Now.UtcDateTime.Year, out var date))
            return date;
        run.Fail(slot < call.Count ? call[slot] : call, MappingErrorKind.Format, value.IsNull ? "an absent value is no date" : $"`{Shown(value, in run)}` is no date");
        return null;
    }

    /// <summary>A condition: True, a number other than 0; what is absent or empty does not hold.</summary>
    public static bool Condition(this CallNode call, int slot, ref Run run)
    {
        var value = Single(call[slot], ref run);
        if (value.Kind == MappingValueKind.Flag)
            return value.AsFlag;
        if (value.IsNullOrEmpty)
            return false;
        if (value.Kind == MappingValueKind.Text && bool.TryParse(value.AsText, out var flag))
            return flag;
        if (Comparison.TryNumber(value, out var number))
            return number != 0;
        run.Fail(call[slot], MappingErrorKind.Format, $"`{Shown(value, in run)}` is neither True nor False");
        return false;
    }

    /// <summary>A value in a message: short, for it may be anything, and not what may not be shown.</summary>
    public static string Shown(MappingValue value, in Run run)
    {
        const int Most = 40;
        if (run.IsRedacted || run.Hides)
            return FlowResult.RedactedText;
        var text = value.ToString();
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
