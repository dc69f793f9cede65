using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.Rules;

/// <summary>
/// The documented core of the membership rule language: <c>user.property</c> with -eq, -ne, -contains, -notContains, -startsWith,
/// -notStartsWith, -in, -notIn, joined by -and, -or, -not and parentheses.
/// </summary>
internal sealed class RuleParser
{
    private readonly List<RuleToken> _tokens;
    private readonly Extensions _extensions;
    private int _at;

    private RuleParser(string rule, Extensions extensions)
    {
        _tokens = RuleLexer.Read(rule);
        _extensions = extensions;
    }

    public static Predicate<DirectoryObject> Parse(string rule, Extensions extensions)
    {
        var parser = new RuleParser(rule, extensions);
        var result = parser.Or();
        if (parser.Peek.Kind != RuleTokenKind.End)
            throw new RuleException($"Unexpected '{parser.Peek.Value}'.");
        return result;
    }

    private RuleToken Peek => _tokens[_at];

    private RuleToken Next() => _tokens[_at++];

    private Predicate<DirectoryObject> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (first, second) = (left, And());
            left = user => first(user) || second(user);
        }

        return left;
    }

    private Predicate<DirectoryObject> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (first, second) = (left, Not());
            left = user => first(user) && second(user);
        }

        return left;
    }

    private Predicate<DirectoryObject> Not()
    {
        if (Take("not"))
        {
            var inner = Not();
            return user => !inner(user);
        }

        if (!TakeSymbol("("))
            return Comparison();
        var result = Or();
        if (!TakeSymbol(")"))
            throw new RuleException("A closing parenthesis is missing.");
        return result;
    }

    private Predicate<DirectoryObject> Comparison()
    {
        var word = Next();
        if (word.Kind != RuleTokenKind.Word || !word.Value.StartsWith("user.", StringComparison.OrdinalIgnoreCase))
            throw new RuleException($"'{word.Value}' is not a property of a user.");
        var property = RuleProperty.Find(word.Value[5..], _extensions);
        var operation = Next().Value.TrimStart('-').ToUpperInvariant();
        return operation switch
        {
            "EQ" => RuleComparison.Equal(property, Value()),
            "NE" => Negate(RuleComparison.Equal(property, Value())),
            "CONTAINS" => RuleComparison.Contains(property, Text()),
            "NOTCONTAINS" => Negate(RuleComparison.Contains(property, Text())),
            "STARTSWITH" => RuleComparison.StartsWith(property, Text()),
            "NOTSTARTSWITH" => Negate(RuleComparison.StartsWith(property, Text())),
            "IN" => RuleComparison.In(property, List()),
            "NOTIN" => Negate(RuleComparison.In(property, List())),
            _ => throw new RuleException($"Operator '{operation}' is not supported."),
        };
    }

    private static Predicate<DirectoryObject> Negate(Predicate<DirectoryObject> inner) => user => !inner(user);

    private string Text() => Value() ?? throw new RuleException("A text is expected.");

    /// <summary>A literal; null for the word null.</summary>
    private string? Value()
    {
        var token = Next();
        return (token.Kind, token.Value.ToUpperInvariant()) switch
        {
            (RuleTokenKind.Text, _) => token.Value,
            (RuleTokenKind.Word, "NULL" or "$NULL") => null,
            (RuleTokenKind.Word, "TRUE" or "FALSE") => token.Value,
            _ => throw new RuleException($"'{token.Value}' is not a value."),
        };
    }

    private List<string> List()
    {
        if (!TakeSymbol("["))
            throw new RuleException("A list is expected.");
        var result = new List<string> { Text() };
        while (TakeSymbol(","))
            result.Add(Text());
        if (!TakeSymbol("]"))
            throw new RuleException("A closing bracket is missing.");
        return result;
    }

    private bool Take(string word)
    {
        if (Peek.Kind != RuleTokenKind.Word || !Peek.Value.TrimStart('-').Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (Peek.Kind != RuleTokenKind.Symbol || Peek.Value != symbol)
            return false;
        _at++;
        return true;
    }
}
