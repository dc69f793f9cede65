using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Diagnostics;

/// <summary>
/// One file of an example, as it is shown. What a page cannot show stands in angle brackets: <c>&lt;U+202E&gt;</c> is that character,
/// <c>&lt;0xE9&gt;</c> that single byte. <c>live.jsonl</c> holds the live objects, in the format of the sandbox.
/// </summary>
/// <param name="Before">The file as it was at an earlier apply.</param>
public sealed partial record ExampleFile(string Name, string Language, string Text, bool Before = false)
{
    public const string Live = "live.jsonl";

    public const string Control = "reconciler.yaml";

    /// <summary>The control file of every example that does not show one.</summary>
    public static readonly ExampleFile Implied = new(Control, "yaml", """
        version: 1
        workspace: contoso
        directory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }

        """);

    /// <summary>The file as it would be stored.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(Text.Length);
        var from = 0;
        foreach (Match hidden in Hidden().Matches(Text))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(Text[from..hidden.Index]));
            var value = int.Parse(hidden.Groups["value"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (hidden.Groups["byte"].Success)
                bytes.Add((byte)value);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(value)));
            from = hidden.Index + hidden.Length;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(Text[from..]));
        return [.. bytes];
    }

    [GeneratedRegex("<(?:U\\+(?<value>[0-9A-F]{4,5})|(?<byte>0x)(?<value>[0-9A-F]{2}))>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
