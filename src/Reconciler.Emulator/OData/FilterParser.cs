using System.Collections.Immutable;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Reads <c>$filter</c> into a tree; what the syntax allows and the service does not is refused by <see cref="FilterRules"/>.</summary>
internal sealed class FilterParser
{
    private readonly List<FilterToken> _tokens;
    private readonly EntityType _type;
    private readonly Extensions _extensions;
    private readonly string _text;
    private int _at;
    private (string Variable, FilterPath Path)? _lambda;

    private FilterParser(string text, EntityType type, Extensions extensions)
    {
        _text = text;
        _tokens = FilterLexer.Read(text);
        _type = type;
        _extensions = extensions;
    }

    public static FilterNode Parse(string text, EntityType type, Extensions extensions)
    {
        var parser = new FilterParser(text, type, extensions);
        var result = parser.Or();
        if (parser.Peek.Kind != FilterTokenKind.End)
            throw parser.Syntax();
        return result;
    }

    private FilterToken Peek => _tokens[_at];

    private FilterToken Next() => Peek.Kind == FilterTokenKind.End ? throw Syntax() : _tokens[_at++];

    private GraphException Syntax() => Errors.BadRequest("Invalid filter clause: There was a syntax error in '" + _text + "'.");

    private FilterNode Or()
    {
        var left = And();
        while (TakeWord("or"))
            left = new OrNode(left, And());
        return left;
    }

    private FilterNode And()
    {
        var left = Not();
        while (TakeWord("and"))
            left = new AndNode(left, Not());
        return left;
    }

    private FilterNode Not()
    {
        if (TakeWord("not"))
            return new NotNode(Not());
        if (TakeSymbol("("))
        {
            var inner = Or();
            Expect(")");
            return inner;
        }

        return Comparison();
    }

    private FilterNode Comparison()
    {
        var word = Word();
        if (word.Equals("startswith", StringComparison.OrdinalIgnoreCase) && Peek.Value == "(")
            return Function(Comparer.StartsWith);
        if (word.Equals("endswith", StringComparison.OrdinalIgnoreCase) && Peek.Value == "(")
            return Function(Comparer.EndsWith);
        if (Peek.Value == "(")
            throw Errors.UnsupportedQuery();
        var path = PathFrom(word, out var any);
        if (any)
            return Any(path);
        if (TakeWord("in"))
            return new InNode(path, List());
        var comparer = Word().ToUpperInvariant() switch
        {
            "EQ" => Comparer.Eq,
            "NE" => Comparer.Ne,
            "GE" => Comparer.Ge,
            "LE" => Comparer.Le,
            "GT" or "LT" or "HAS" => throw Errors.UnsupportedFilter(path.Property.Name, _type.Resource),
            _ => throw Syntax(),
        };
        return new CompareNode(path, comparer, Literal(), IsLambda(path));
    }

    private CompareNode Function(Comparer comparer)
    {
        Expect("(");
        var path = PathFrom(Word(), out _);
        Expect(",");
        var value = Literal();
        Expect(")");
        // The older form startswith(x,'y') eq true is still sent by some clients.
        if (TakeWord("eq"))
            Literal();
        return new CompareNode(path, comparer, value, IsLambda(path));
    }

    private FilterNode Any(FilterPath path)
    {
        Expect("(");
        var variable = Word();
        Expect(":");
        var outer = _lambda;
        _lambda = (variable, path);
        var inner = Or();
        _lambda = outer;
        Expect(")");
        return inner;
    }

    private FilterPath PathFrom(string word, out bool any)
    {
        any = false;
        if (_lambda is { } lambda && word.Equals(lambda.Variable, StringComparison.Ordinal))
            return TakeSymbol("/") ? lambda.Path with { Member = Word() } : lambda.Path;
        var property = _type.FindAnyCase(word) ?? _extensions.Find(_type, word);
        if (property is null)
            throw Errors.OData($"Could not find a property named '{word}' on type 'microsoft.graph.{_type.Name}'.");
        if (!TakeSymbol("/"))
            return new FilterPath(property, null);
        var member = Word();
        if (member.Equals("any", StringComparison.OrdinalIgnoreCase) && property.IsCollection)
        {
            any = true;
            return new FilterPath(property, null);
        }

        return property.Shape == ValueShape.Complex ? new FilterPath(property, member) : throw Errors.UnsupportedFilter(property.Name, _type.Resource);
    }

    private bool IsLambda(FilterPath path) => _lambda is { } lambda && lambda.Path.Property == path.Property;

    private ImmutableArray<string?> List()
    {
        Expect("(");
        var values = ImmutableArray.CreateBuilder<string?>();
        do
            values.Add(Literal());
        while (TakeSymbol(","));
        Expect(")");
        return values.ToImmutable();
    }

    private string? Literal()
    {
        var token = Next();
        return token.Kind switch
        {
            FilterTokenKind.Text => token.Value,
            FilterTokenKind.Word when token.Value.Equals("null", StringComparison.OrdinalIgnoreCase) => null,
            FilterTokenKind.Word => token.Value,
            _ => throw Syntax(),
        };
    }

    private string Word() => Next() is { Kind: FilterTokenKind.Word } token ? token.Value : throw Syntax();

    private void Expect(string symbol)
    {
        if (!TakeSymbol(symbol))
            throw Syntax();
    }

    private bool TakeWord(string word)
    {
        if (Peek.Kind != FilterTokenKind.Word || !Peek.Value.Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (Peek.Kind != FilterTokenKind.Symbol || Peek.Value != symbol)
            return false;
        _at++;
        return true;
    }
}
