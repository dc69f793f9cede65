using System.Globalization;
using System.Text;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Reads distinguished names (RFC 4514).</summary>
internal static class DistinguishedNames
{
    public static MappingValue DNComponent(CallNode call, ref Run run)
    {
        var name = call.TextOrEmpty(0, ref run);
        var number = call.Position(1, ref run);
        if (!run.MayProduce(call, name.Length))
            return MappingValue.Null;
        var rest = name.AsSpan();
        for (var at = 1; !rest.IsEmpty && number > 0; at++)
        {
            var end = EndOf(rest);
            if (at == number)
                return MappingValue.Of(Value(rest[..end]));
            rest = end < rest.Length ? rest[(end + 1)..] : [];
        }

        return MappingValue.Of("");
    }

    private static int EndOf(ReadOnlySpan<char> name)
    {
        var isQuoted = false;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
                i++;
            else if (name[i] == '"')
                isQuoted = !isQuoted;
            else if (name[i] is ',' or ';' && !isQuoted)
                return i;
        }

        return name.Length;
    }

    private static string Value(ReadOnlySpan<char> component)
    {
        var value = component[(component.IndexOf('=') + 1)..].Trim();
        if (value.Length > 1 && value[0] == '"' && value[^1] == '"')
            value = value[1..^1];
        if (!value.Contains('\\'))
            return value.ToString();
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 2 < value.Length && byte.TryParse(value.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
                continue;
            }

            if (value[i] == '\\' && i + 1 < value.Length)
                i++;
            var length = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(value.Slice(i, length).ToArray()));
            i += length - 1;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
