using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions between texts and bytes.</summary>
internal static class EncodingFunctions
{
    private const int Base64Growth = 3;
    private const int HexGrowth = 6;
    private const int SidHead = 8;

    public static MappingValue ConvertToBase64(CallNode call, ref Run run) => call.Text(0, ref run) is { } text && run.MayProduce(call, (long)text.Length * Base64Growth)
        ? MappingValue.Of(Convert.ToBase64String(Encoding.Unicode.GetBytes(text)))
        : MappingValue.Null;

    public static MappingValue ConvertToUtf8Hex(CallNode call, ref Run run) => call.Text(0, ref run) is { } text && run.MayProduce(call, (long)text.Length * HexGrowth)
        ? MappingValue.Of(Convert.ToHexString(Encoding.UTF8.GetBytes(text)))
        : MappingValue.Null;

    public static MappingValue ConvertFromBase64(CallNode call, ref Run run)
    {
        var source = call.Text(0, ref run);
        Encoding? encoding = call.Text(1, ref run) switch
        {
            null or "Unicode" => Encoding.Unicode,
            "UTF8" => Encoding.UTF8,
            "ASCII" => Encoding.ASCII,
            _ => null,
        };
        if (encoding is null)
            return run.Fail(call[1], MappingErrorKind.Argument, "an encoding is Unicode, UTF8 or ASCII");
        if (source is null || !run.MayProduce(call, source.Length))
            return MappingValue.Null;
        return Bytes(source) is { } bytes ? MappingValue.Of(encoding.GetString(bytes)) : NotBase64(call, ref run, source);
    }

    public static MappingValue StringFromSid(CallNode call, ref Run run)
    {
        if (call.Text(0, ref run) is not { } source)
            return MappingValue.Null;
        // It may have been made readable on its way here.
        if (source.StartsWith("S-1-", StringComparison.Ordinal))
            return MappingValue.Of(source);
        if (!run.MayProduce(call, source.Length * 3L))
            return MappingValue.Null;
        if (Bytes(source) is not { } sid)
            return NotBase64(call, ref run, source);
        if (sid.Length < SidHead || sid.Length != SidHead + (sid[1] * sizeof(uint)))
            return run.Fail(call[0], MappingErrorKind.Format, "these bytes are no security identifier");
        var authority = (ulong)BinaryPrimitives.ReadUInt16BigEndian(sid.AsSpan(2)) << 32 | BinaryPrimitives.ReadUInt32BigEndian(sid.AsSpan(4));
        var text = new StringBuilder($"S-{sid[0]}-").Append(authority > uint.MaxValue ? $"0x{authority:X12}" : authority.ToString(CultureInfo.InvariantCulture));
        for (var at = SidHead; at < sid.Length; at += sizeof(uint))
            text.Append('-').Append(BinaryPrimitives.ReadUInt32LittleEndian(sid.AsSpan(at)));
        return MappingValue.Of(text.ToString());
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private static MappingValue NotBase64(CallNode call, ref Run run, string source) =>
        run.Fail(call[0], MappingErrorKind.Format, $"`{Reading.Shown(MappingValue.Of(source), in run)}` is no base64");
}
