using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Bits, and the bits of chance.</summary>
internal static class ChanceFunctions
{
    private const int GuidBytes = 16;

    public static MappingValue BitAnd(CallNode call, ref Run run) =>
        call.Whole(0, ref run) is { } one && call.Whole(1, ref run) is { } other ? MappingValue.Of(one & other) : MappingValue.Null;

    public static MappingValue NewGuid(CallNode call, ref Run run)
    {
        Span<byte> bytes = stackalloc byte[GuidBytes];
        if (!Fill(call, ref run, bytes))
            return MappingValue.Null;
        // Version 4, variant of RFC 9562.
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return MappingValue.Of(new Guid(bytes, bigEndian: true).ToString("D"));
    }

    /// <summary>Bytes of chance; stops the run where nothing may be left to it.</summary>
    public static bool Fill(CallNode call, ref Run run, Span<byte> bytes)
    {
        if (run.Context.Randomness is { } randomness)
        {
            randomness(bytes);
            return true;
        }

        run.Fail(call, MappingErrorKind.Argument, $"{call.Name} gives another value each time, and here nothing may be left to chance");
        return false;
    }
}
