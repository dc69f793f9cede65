using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that find or take a part of a text.</summary>
internal static class PartFunctions
{
    public static MappingValue Left(CallNode call, ref Run run)
    {
        var source = call.TextOrEmpty(0, ref run);
        var count = call.Position(1, ref run);
        return Part(call, ref run, source, 0, count < 0 ? source.Length : count);
    }

    public static MappingValue Mid(CallNode call, ref Run run)
    {
        var source = call.Text(0, ref run);
        var start = call.Position(1, ref run);
        var length = call.Has(2) ? call.Position(2, ref run) : int.MaxValue;
        if (source is null)
            return MappingValue.Null;
        if (start < 1)
            return run.Fail(call[1], MappingErrorKind.Argument, "Mid counts characters from 1");
        if (length < 0)
            return run.Fail(call[2], MappingErrorKind.Argument, "Mid cannot take a negative number of characters");
        return Part(call, ref run, source, Math.Min(start - 1, source.Length), length);
    }

    public static MappingValue Len(CallNode call, ref Run run) => MappingValue.Of((long)call.TextOrEmpty(0, ref run).Length);

    public static MappingValue InStr(CallNode call, ref Run run)
    {
        var source = call.TextOrEmpty(0, ref run);
        var search = call.TextOrEmpty(1, ref run);
        var start = call.Has(2) ? call.Position(2, ref run) : 1;
        if (Comparer(call, 3, ref run) is not { } comparison)
            return MappingValue.Null;
        if (start < 1)
            return run.Fail(call[2], MappingErrorKind.Argument, "InStr counts characters from 1");
        if (start > source.Length || !run.MayTake(call, Texts.Steps(source, search)))
            return MappingValue.Of(0L);
        return MappingValue.Of(source.IndexOf(search, start - 1, comparison) + 1L);
    }

    public static MappingValue Word(CallNode call, ref Run run)
    {
        var source = call.TextOrEmpty(0, ref run);
        var number = call.Position(1, ref run);
        var delimiters = call.TextOrEmpty(2, ref run);
        if (!run.MayTake(call, (long)source.Length * Math.Max(1, delimiters.Length / 8)))
            return MappingValue.Null;
        var at = 0;
        while (number > 0)
        {
            while (at < source.Length && delimiters.Contains(source[at], StringComparison.Ordinal))
                at++;
            if (at == source.Length)
                break;
            var length = source.AsSpan(at).IndexOfAny(delimiters);
            var end = length < 0 ? source.Length : at + length;
            if (--number == 0)
                return Part(call, ref run, source, at, end - at);
            at = end;
        }

        return MappingValue.Of("");
    }

    private static MappingValue Part(CallNode call, ref Run run, string source, int start, int length)
    {
        length = Math.Min(length, source.Length - start);
        return run.MayProduce(call, length) ? MappingValue.Of(source.Substring(start, length)) : MappingValue.Null;
    }

    private static StringComparison? Comparer(CallNode call, int slot, ref Run run)
    {
        switch (call.Text(slot, ref run))
        {
            case null or "vbBinaryCompare" or "0":
                return StringComparison.Ordinal;
            case "vbTextCompare" or "1":
                return StringComparison.OrdinalIgnoreCase;
            default:
                run.Fail(call[slot], MappingErrorKind.Argument, "a comparison is vbBinaryCompare or vbTextCompare");
                return null;
        }
    }
}
