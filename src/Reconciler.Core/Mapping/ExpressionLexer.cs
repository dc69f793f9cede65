using System.Globalization;
using System.Text;

namespace Reconciler.Core.Mapping;

/// <summary>Reads the smallest parts of an expression. The first fault is kept; from then on nothing advances.</summary>
internal sealed class ExpressionLexer(string text)
{
    private const int MostHexDigits = 16;

    private int _at;

    public ExpressionFault? Fault { get; private set; }

    public int At => _at;

    /// <summary>The next character that is no white space, <c>\0</c> at the end.</summary>
    public char Peek()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    public bool IsAtEnd => Peek() == '\0' && _at >= text.Length;

    public bool Take(char c)
    {
        if (Fault is not null || Peek() != c || _at >= text.Length)
            return false;
        _at++;
        return true;
    }

    /// <summary>The sign of a concatenation; <c>&amp;H</c> with a hexadecimal digit behind it is a number.</summary>
    public bool TakeConcat()
    {
        if (Fault is not null || Peek() != '&' || IsHex())
            return false;
        _at++;
        return true;
    }

    public CompareOperator? TakeOperator()
    {
        if (Fault is not null)
            return null;
        var (found, length) = (Peek(), _at + 1 < text.Length ? text[_at + 1] : '\0') switch
        {
            ('<', '>') => (CompareOperator.NotEqual, 2),
            ('<', '=') => (CompareOperator.LessOrEqual, 2),
            ('>', '=') => (CompareOperator.GreaterOrEqual, 2),
            ('=', _) => (CompareOperator.Equal, 1),
            ('<', _) => (CompareOperator.Less, 1),
            ('>', _) => (CompareOperator.Greater, 1),
            _ => (default(CompareOperator), 0),
        };
        _at += length;
        return length == 0 ? null : found;
    }

    public bool IsHex() => _at + 2 < text.Length && text[_at] == '&' && text[_at + 1] is 'H' or 'h' && char.IsAsciiHexDigit(text[_at + 2]);

    public string? Attribute()
    {
        var start = _at++;
        var end = text.IndexOf(']', _at);
        if (end < 0)
            return Fail<string>(start, 1, "the attribute's name is not closed by `]`");
        var name = text[_at..end];
        if (string.IsNullOrWhiteSpace(name))
            return Fail<string>(start, end + 1 - start, "an attribute needs a name");
        _at = end + 1;
        return name;
    }

    public string? Quoted()
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != '"')
        {
            // Only these two are escapes. Any other pair stays as it is: regular expressions are written with single backslashes too.
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '\\' or '"')
                _at++;
            value.Append(text[_at++]);
        }

        if (_at >= text.Length)
        {
            _at = start;
            return Fail<string>(start, 1, "the text is not closed by a double quote", "inside a text a double quote is written \\\"");
        }

        _at++;
        return value.ToString();
    }

    public decimal? Number()
    {
        var start = _at;
        if (text[_at] == '-')
            _at++;
        var first = _at;
        SkipDigits();
        var isWhole = true;
        if (_at > first && _at + 1 < text.Length && text[_at] == '.' && char.IsAsciiDigit(text[_at + 1]))
        {
            _at++;
            isWhole = false;
            SkipDigits();
        }

        var digits = text.AsSpan(start, _at - start);
        if (_at == first)
            return Fail(start, 1, "expected digits behind `-`");
        if (isWhole && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (!isWhole && decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var fraction))
            return fraction;
        return Fail(start, _at - start, "the number does not fit in 64 bits", "write it as a text, in double quotes");
    }

    public decimal? Hex()
    {
        var start = _at;
        _at += 2;
        var first = _at;
        while (_at < text.Length && char.IsAsciiHexDigit(text[_at]))
            _at++;
        if (_at - first > MostHexDigits)
            return Fail(start, _at - start, "the number does not fit in 64 bits");
        return unchecked((long)ulong.Parse(text.AsSpan(first, _at - first), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    public string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return text[start.._at];
    }

    public T? Fail<T>(int offset, int length, string message, string? help = null)
        where T : class
    {
        Fail(offset, length, message, help);
        return null;
    }

    /// <summary>A fault at the next character, or behind the last one at the end.</summary>
    public Expression? FailHere(string message, string? help = null)
    {
        var isAtEnd = IsAtEnd;
        Fail(_at, isAtEnd ? 0 : 1, message, help);
        return null;
    }

    private decimal? Fail(int offset, int length, string message, string? help = null)
    {
        Fault ??= new ExpressionFault(offset, length, message, help);
        return null;
    }

    private void SkipDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
    }
}
