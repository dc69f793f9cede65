using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A piece of one line. Its text is encoded for the terminal on the way in, so no span can hold a control character.</summary>
public readonly record struct StyledSpan
{
    public StyledSpan(string text, Role role = Role.Plain)
    {
        Text = TerminalEncoder.Encode(text);
        Role = role;
    }

    public string Text { get; }

    public Role Role { get; }

    public int Width => DisplayWidth.Of(Text);
}

/// <summary>One line: its spans in order, without a line break.</summary>
public sealed record StyledLine(ImmutableArray<StyledSpan> Spans)
{
    public static readonly StyledLine Empty = new([]);

    public override string ToString() => string.Concat(Spans.Select(s => s.Text)).TrimEnd(' ');
}

/// <summary>A rendered text: lines of spans with roles.</summary>
public sealed record StyledText(ImmutableArray<StyledLine> Lines)
{
    /// <summary>The text without roles; every line ends with a line feed.</summary>
    public string ToPlain() => string.Concat(Lines.Select(l => l + "\n"));
}
