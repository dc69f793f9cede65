using System.Globalization;
using System.Runtime.CompilerServices;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that read or make several values; a single value counts as a list of one.</summary>
internal static class ListFunctions
{
    private const int UsualLength = 256;

    public static MappingValue Join(CallNode call, ref Run run)
    {
        var separator = call.TextOrEmpty(0, ref run);
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        var isFirst = true;
        for (var slot = 1; slot < call.Count && !run.IsStopped; slot++)
        {
            var value = call.Value(slot, ref run);
            if (value.Kind != MappingValueKind.List)
                isFirst &= !Add(call, ref run, ref text, isFirst ? "" : separator, value);
            else
            {
                foreach (var item in value.Items)
                    isFirst &= !Add(call, ref run, ref text, isFirst ? "" : separator, item);
            }
        }

        var joined = text.ToStringAndClear();
        return run.IsStopped ? MappingValue.Null : MappingValue.Of(joined);
    }

    public static MappingValue Split(CallNode call, ref Run run)
    {
        var source = call.Text(0, ref run);
        var delimiter = call.TextOrEmpty(1, ref run);
        if (source is null || !run.MayTake(call, Texts.Steps(source, delimiter)))
            return MappingValue.Null;
        if (delimiter.Length == 0)
            return MappingValue.List(MappingValue.Of(source.Trim()));
        // A part costs more than its characters.
        if (!run.MayProduce(call, source.Length) || !run.MayProduce(call, Texts.Occurrences(source, delimiter)))
            return MappingValue.Null;
        return MappingValue.List(source.Split(delimiter, StringSplitOptions.TrimEntries));
    }

    public static MappingValue RemoveDuplicates(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        if (value.Kind != MappingValueKind.List)
            return value;
        return run.MayTake(call, value.Items.Sum(i => 1L + i.AsText.Length)) ? MappingValue.List([.. value.Items.Distinct()]) : MappingValue.Null;
    }

    public static MappingValue Count(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        return MappingValue.Of(value.Kind == MappingValueKind.List ? value.Items.Length : value.IsNull ? 0L : 1L);
    }

    public static MappingValue Item(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        var index = call.Position(1, ref run);
        var count = value.Kind == MappingValueKind.List ? value.Items.Length : value.IsNull ? 0 : 1;
        if (run.IsStopped)
            return MappingValue.Null;
        if (index < 1 || index > count)
            return run.Fail(call[1], MappingErrorKind.Argument, index < 1 ? "Item counts values from 1" : $"there is no item {index}: the list has {count}");
        return value.Kind == MappingValueKind.List ? value.Items[index - 1] : value;
    }

    public static MappingValue Contains(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        var search = call.TextOrEmpty(1, ref run);
        if (value.Kind != MappingValueKind.List)
            return MappingValue.Of(!value.IsNull && call.Text(value, ref run) is { } text && text.Contains(search, StringComparison.Ordinal) ? 1L : 0L);
        for (var i = 0; i < value.Items.Length; i++)
        {
            var item = value.Items[i].ToString();
            if (!run.MayTake(call, Texts.Steps(item, search)))
                return MappingValue.Null;
            if (item.Contains(search, StringComparison.Ordinal))
                return MappingValue.Of(i + 1L);
        }

        return MappingValue.Of(0L);
    }

    private static bool Add(CallNode call, ref Run run, ref DefaultInterpolatedStringHandler text, string separator, MappingValue value)
    {
        if (value.IsNull)
            return false;
        if (value.Kind >= MappingValueKind.List)
        {
            run.Fail(call, MappingErrorKind.Argument, "Join takes texts, not complex values");
            return false;
        }

        var part = value.ToString();
        if (part.Length == 0 || !run.MayProduce(call, separator.Length + part.Length))
            return false;
        text.AppendLiteral(separator);
        text.AppendLiteral(part);
        return true;
    }
}
