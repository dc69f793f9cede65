using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that change a text as a whole. What is absent stays absent, so that nothing empty is written for it.</summary>
internal static class TextFunctions
{
    // A letter becomes at most two.
    private const int WidestLetter = 2;

    public static MappingValue Append(CallNode call, ref Run run)
    {
        var source = call.TextOrEmpty(0, ref run);
        var suffix = call.TextOrEmpty(1, ref run);
        return run.MayProduce(call, (long)source.Length + suffix.Length) ? MappingValue.Of(source + suffix) : MappingValue.Null;
    }

    public static MappingValue StripSpaces(CallNode call, ref Run run) =>
        call.Text(0, ref run) is { } text && run.MayProduce(call, text.Length) ? MappingValue.Of(text.Replace(" ", "", StringComparison.Ordinal)) : MappingValue.Null;

    public static MappingValue NormalizeDiacritics(CallNode call, ref Run run) =>
        call.Text(0, ref run) is { } text && run.MayProduce(call, (long)text.Length * WidestLetter) ? MappingValue.Of(Diacritics.Remove(text)) : MappingValue.Null;

    public static MappingValue Trim(CallNode call, ref Run run)
    {
        var value = call.Value(0, ref run);
        if (value.Kind != MappingValueKind.List)
            return call.Text(value, ref run) is { } text && run.MayProduce(call, text.Length) ? MappingValue.Of(text.Trim()) : MappingValue.Null;
        if (!run.MayProduce(call, value.Items.Sum(i => (long)i.AsText.Length)))
            return MappingValue.Null;
        return MappingValue.List([.. value.Items.Select(i => i.Kind == MappingValueKind.Text ? MappingValue.Of(i.AsText.Trim()) : i)]);
    }

    public static MappingValue CStr(CallNode call, ref Run run) => MappingValue.Of(call.Text(0, ref run));

    public static MappingValue CRef(CallNode call, ref Run run) => MappingValue.Of(call.Text(0, ref run));

    public static MappingValue Redact(CallNode call, ref Run run)
    {
        var outer = run.Hides;
        run.Hides = true;
        var value = call.Value(0, ref run);
        run.Hides = outer;
        run.IsRedacted = true;
        return value;
    }
}
