using System.Globalization;
using System.Text;

namespace Reconciler.Core.Filters;

/// <summary>Reads the filter grammar of RFC 7644, section 3.4.2.2 (attribute comparisons, <c>and or not</c>, parentheses).</summary>
public sealed class FilterParser
{
    private const int MaxDepth = 50;

    private readonly string _text;
    private int _at;
    private int _depth;
    private FilterFault? _fault;

    private FilterParser(string text) => _text = text;

    /// <summary>The filter, or the first place where the text is not one.</summary>
    public static (Filter? Filter, FilterFault? Fault) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new FilterParser(text);
        var filter = parser.Or();
        parser.SkipSpace();
        if (parser._fault is null && parser._at < text.Length)
            parser.Fail("expected `and`, `or` or the end of the filter");
        return parser._fault is { } fault ? (null, fault) : (filter, null);
    }

    private Filter? Or()
    {
        var left = And();
        while (left is not null && Word("or"))
            left = And() is { } right ? new Filter.Or(left, right) : null;
        return left;
    }

    private Filter? And()
    {
        var left = Term();
        while (left is not null && Word("and"))
            left = Term() is { } right ? new Filter.And(left, right) : null;
        return left;
    }

    private Filter? Term()
    {
        if (++_depth > MaxDepth)
            return Fail($"more than {MaxDepth} levels");
        var term = Word("not") ? Grouped() is { } inner ? new Filter.Not(inner) : null : Peek() == '(' ? Grouped() : Comparison();
        _depth--;
        return term;
    }

    private Filter? Grouped()
    {
        if (Peek() != '(')
            return Fail("expected `(`");
        _at++;
        var inner = Or();
        if (inner is null)
            return null;
        if (Peek() != ')')
            return Fail("expected `)`");
        _at++;
        return inner;
    }

    private Filter? Comparison()
    {
        SkipSpace();
        var start = _at;
        var name = Name();
        if (name.Length == 0)
            return Fail("expected an attribute name");
        var path = new FilterPath(name, start);
        SkipSpace();
        var operatorStart = _at;
        var word = Name();
        if (word.Equals("pr", StringComparison.OrdinalIgnoreCase))
            return new Filter.Present(path);
        if (!Enum.TryParse<FilterOperator>(word, ignoreCase: true, out var op) || !char.IsAsciiLetter(word.FirstOrDefault()))
            return Fail("expected one of eq, ne, co, sw, ew, gt, ge, lt, le, pr", operatorStart, word.Length);
        return Literal() is { } value ? new Filter.Compare(path, op, value) : null;
    }

    private FilterLiteral? Literal()
    {
        SkipSpace();
        if (Peek() == '"')
            return Quoted() is { } text ? new FilterLiteral(text, null, null) : null;
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
            _at++;
        var word = _text[start.._at];
        switch (word)
        {
            case "true":
                return new FilterLiteral(null, true, null);
            case "false":
                return new FilterLiteral(null, false, null);
            case "null":
                return default(FilterLiteral);
        }

        if (decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new FilterLiteral(null, null, number);
        Fail("expected a value: a text in double quotes, true, false, null or a number", start, Math.Max(1, word.Length));
        return null;
    }

    private string? Quoted()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            var c = _text[_at++];
            if (c != '\\')
            {
                text.Append(c);
                continue;
            }

            if (Escaped() is not { } escaped)
            {
                Fail("unknown escape", _at - 1, 1);
                return null;
            }

            text.Append(escaped);
        }

        if (_at >= _text.Length)
        {
            Fail("the text is not closed by a double quote", start, 1);
            return null;
        }

        _at++;
        return text.ToString();
    }

    private char? Escaped()
    {
        if (_at >= _text.Length)
            return null;
        var c = _text[_at++];
        if (c == 'u' && _at + 4 <= _text.Length
            && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            _at += 4;
            return (char)unit;
        }

        return c switch { '"' or '\\' or '/' => c, 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => null };
    }

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '.' or ':' or '$'))
            _at++;
        return _text[start.._at];
    }

    private bool Word(string word)
    {
        SkipSpace();
        var end = _at + word.Length;
        if (end > _text.Length || !_text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        if (end < _text.Length && _text[end] is not (' ' or '(' or ')' or '\t' or '\n' or '\r'))
            return false;
        _at = end;
        return true;
    }

    private char Peek()
    {
        SkipSpace();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private Filter? Fail(string message) => Fail(message, _at, 1);

    private Filter? Fail(string message, int offset, int length)
    {
        _fault ??= new FilterFault(offset, Math.Max(1, length), message);
        return null;
    }
}
