using System.Buffers.Binary;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary><c>RandomString</c>: the minimums first, the rest of all characters, then shuffled. All characters of a class are equally likely.</summary>
internal static class RandomStringFunction
{
    private const int MostCharacters = 256;
    private const int MostAvoided = 1000;

    // The classes of Windows password complexity, in the order of the parameters.
    private static readonly string[] Classes =
    [
        "0123456789", "~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz",
    ];

    public static MappingValue RandomString(CallNode call, ref Run run)
    {
        var length = call.Position(0, ref run);
        var minimums = new int[Classes.Length];
        for (var i = 0; i < minimums.Length; i++)
            minimums[i] = call.Position(i + 1, ref run);
        var avoided = call.TextOrEmpty(Classes.Length + 1, ref run);
        if (run.IsStopped)
            return MappingValue.Null;
        if (length is < 1 or > MostCharacters)
            return run.Fail(call[0], MappingErrorKind.Argument, $"RandomString gives 1 to {MostCharacters} characters");
        if (Array.Exists(minimums, m => m < 0) || minimums.Sum(m => (long)m) > length)
            return run.Fail(call, MappingErrorKind.Argument, "the minimums are negative, or together more than the length");
        if (avoided.Length > MostAvoided)
            return run.Fail(call[Classes.Length + 1], MappingErrorKind.Argument, $"at most {MostAvoided} characters can be avoided");
        string[] classes = [.. Classes.Select(c => string.Concat(c.Where(x => !avoided.Contains(x, StringComparison.Ordinal))))];
        var all = string.Concat(classes);
        if (all.Length == 0 || classes.Where((c, i) => c.Length == 0 && minimums[i] > 0).Any())
            return run.Fail(call, MappingErrorKind.Argument, "too many characters are avoided: none is left of one that must be there");
        return run.MayProduce(call, length) ? Drawn(call, ref run, length, minimums, classes, all) : MappingValue.Null;
    }

    private static MappingValue Drawn(CallNode call, ref Run run, int length, int[] minimums, string[] classes, string all)
    {
        var text = new char[length];
        var at = 0;
        for (var i = 0; i < classes.Length; i++)
        {
            for (var n = 0; n < minimums[i]; n++)
                text[at++] = classes[i][Below(call, ref run, classes[i].Length)];
        }

        while (at < length)
            text[at++] = all[Below(call, ref run, all.Length)];
        for (var last = length - 1; last > 0; last--)
        {
            var other = Below(call, ref run, last + 1);
            (text[last], text[other]) = (text[other], text[last]);
        }

        return run.IsStopped ? MappingValue.Null : MappingValue.Of(new string(text));
    }

    private static int Below(CallNode call, ref Run run, int limit)
    {
        // 64 bits for a number below 256: what is unequal about the remainder is beyond notice.
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        return ChanceFunctions.Fill(call, ref run, bytes) ? (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)limit) : 0;
    }
}
