using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>Reads the attribute-mapping expression language of Microsoft Entra.</summary>
public sealed class ExpressionParser
{
    /// <summary>Entra takes no longer expression, in UTF-16 units.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>Calls inside calls.</summary>
    public const int MostLevels = 200;

    private readonly ExpressionLexer _lexer;
    private int _depth;

    private ExpressionParser(string text) => _lexer = new ExpressionLexer(text);

    /// <summary>The tree of a text, with every fault that can be seen without values; a text that is no tree has one fault.</summary>
    public static ParsedExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostCharacters)
            return new ParsedExpression(null, [new(MostCharacters, text.Length - MostCharacters, $"an expression has at most {MostCharacters:N0} characters, this one has {text.Length:N0}", null)]);
        var parser = new ExpressionParser(text);
        var lexer = parser._lexer;
        var root = lexer.IsAtEnd ? lexer.FailHere("the expression is empty", "an empty text is written \"\"") : parser.Comparison();
        if (root is not null && !lexer.IsAtEnd)
            lexer.FailHere("expected the end of the expression, `&` or a comparison", parser.Advice());
        return lexer.Fault is { } fault ? new ParsedExpression(null, [fault]) : new ParsedExpression(root, root is null ? [] : ExpressionRules.Check(root));
    }

    private Expression? Comparison()
    {
        if (Concatenation() is not { } left)
            return null;
        if (_lexer.TakeOperator() is not { } op)
            return left;
        return Concatenation() is { } right ? Span(new Expression.Compare(op, left, right), left, right) : null;
    }

    private Expression? Concatenation()
    {
        var left = Primary();
        while (left is not null && _lexer.TakeConcat())
            left = Primary() is { } right ? Span(new Expression.Concat(left, right), left, right) : null;
        return left;
    }

    private Expression? Primary()
    {
        var first = _lexer.Peek();
        var start = _lexer.At;
        if (first == '[')
            return _lexer.Attribute() is { } name ? From(new Expression.Attribute(name), start) : null;
        if (first == '"')
            return _lexer.Quoted() is { } value ? From(new Expression.Text(value), start) : null;
        if (char.IsAsciiDigit(first) || first == '-')
            return _lexer.Number() is { } number ? From(new Expression.Number(number), start) : null;
        if (_lexer.IsHex())
            return _lexer.Hex() is { } hex ? From(new Expression.Number(hex), start) : null;
        if (char.IsLetter(first) || first == '_')
            return Named(start);
        return _lexer.FailHere("expected a function, an [attribute], a \"text\" or a number", Advice());
    }

    private Expression? Named(int start)
    {
        var word = _lexer.Word();
        var end = _lexer.At;
        if (_lexer.Take('('))
            return Arguments() is { } arguments ? From(new Expression.Call(word, arguments), start) : null;
        return Keywords.Find(word) is { } keyword
            ? new Expression.Keyword(keyword) { Offset = start, Length = end - start }
            : _lexer.Fail<Expression>(start, end - start, $"`{word}` is no keyword", Keywords.Advice(word));
    }

    private ImmutableArray<Expression?>? Arguments()
    {
        if (_lexer.Take(')'))
            return [];
        if (++_depth > MostLevels)
        {
            _lexer.FailHere($"more than {MostLevels} calls inside each other");
            return null;
        }

        var arguments = ImmutableArray.CreateBuilder<Expression?>();
        while (true)
        {
            if (_lexer.Peek() is ',' or ')')
                arguments.Add(null);
            else if (Comparison() is { } argument)
                arguments.Add(argument);
            else
                return null;
            if (_lexer.Take(','))
                continue;
            if (!_lexer.Take(')'))
            {
                _lexer.FailHere("expected `,` or `)`", Advice());
                return null;
            }

            _depth--;
            return arguments.DrainToImmutable();
        }
    }

    // What people bring along from languages that look like this one.
    private string? Advice() => _lexer.Peek() switch
    {
        '+' => "texts are joined with & or Join(…); there is no arithmetic",
        '*' or '/' or '-' => "there is no arithmetic",
        '\'' or '“' or '”' => "texts stand in double quotes",
        '(' => "there is no grouping: a call has its name before the parenthesis",
        '[' => "an item of a list is Item(list, number)",
        '!' => "not equal is <>",
        '&' => "put a blank behind &: &H begins a hexadecimal number",
        ';' => "arguments are separated by `,`",
        '=' or '<' or '>' => "one comparison an argument: nest IIF for more",
        _ => null,
    };

    private static Expression Span(Expression whole, Expression left, Expression right) =>
        whole with { Offset = left.Offset, Length = right.Offset + right.Length - left.Offset };

    private Expression From(Expression expression, int start) => expression with { Offset = start, Length = _lexer.At - start };
}
