namespace Reconciler.Emulator.Scim.Filters;

/// <summary>The grammar of RFC 7644 §3.4.2.2: or binds less than and, and less than not; operators in any case.</summary>
internal sealed class FilterParser
{
    private const int MaxDepth = 100;
    private readonly List<FilterToken> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(List<FilterToken> tokens) => _tokens = tokens;

    private FilterToken Next => _tokens[_at];

    public static FilterNode Parse(string filter)
    {
        var parser = new FilterParser(FilterLexer.Read(filter));
        if (parser.Next.Kind == FilterTokenKind.End)
            throw ScimException.InvalidFilter("The filter is empty");
        var result = parser.Or();
        return parser.Next.Kind == FilterTokenKind.End ? result : throw ScimException.InvalidFilter($"'{parser.Next.Text}' is not expected here");
    }

    private FilterNode Or()
    {
        var left = And();
        while (TakeWord("or"))
            left = new FilterNode.Or(left, And());
        return left;
    }

    private FilterNode And()
    {
        var left = Factor();
        while (TakeWord("and"))
            left = new FilterNode.And(left, Factor());
        return left;
    }

    private FilterNode Factor()
    {
        if (++_depth > MaxDepth)
            throw ScimException.InvalidFilter("The filter is nested too deeply");
        try
        {
            if (Next is { Kind: FilterTokenKind.Word } word && word.Text.Equals("not", StringComparison.OrdinalIgnoreCase)
                && _tokens[_at + 1] is { Kind: FilterTokenKind.Mark, Text: "(" })
            {
                _at++;
                return new FilterNode.Not(Group());
            }

            return Next is { Kind: FilterTokenKind.Mark, Text: "(" } ? Group() : Expression();
        }
        finally
        {
            _depth--;
        }
    }

    private FilterNode Group()
    {
        Take("(");
        var inner = Or();
        Take(")");
        return inner;
    }

    private FilterNode Expression()
    {
        var attribute = Word("an attribute");
        if (Next is not { Kind: FilterTokenKind.Mark, Text: "[" })
            return Comparison(attribute);
        _at++;
        var inner = Or();
        Take("]");
        // emails[type eq "work"].value eq "x" is no form of the RFC, but the one the largest client matches by.
        return Next is { Kind: FilterTokenKind.Word } sub && sub.Text.StartsWith('.')
            ? new FilterNode.Items(attribute, new FilterNode.And(inner, Comparison(Word("a sub-attribute")[1..])))
            : new FilterNode.Items(attribute, inner);
    }

    private FilterNode Comparison(string attribute)
    {
        var word = Word("an operator").ToLowerInvariant();
        if (word == "pr")
            return new FilterNode.Present(attribute);
        FilterOperator? comparison = word switch
        {
            "eq" => FilterOperator.Eq,
            "ne" => FilterOperator.Ne,
            "co" => FilterOperator.Co,
            "sw" => FilterOperator.Sw,
            "ew" => FilterOperator.Ew,
            "gt" => FilterOperator.Gt,
            "ge" => FilterOperator.Ge,
            "lt" => FilterOperator.Lt,
            "le" => FilterOperator.Le,
            _ => null,
        };
        return new FilterNode.Compare(attribute, comparison ?? throw ScimException.InvalidFilter($"'{word}' is not an operator"), Literal());
    }

    private FilterLiteral Literal()
    {
        var token = _tokens[_at];
        if (token.Kind == FilterTokenKind.Text)
        {
            _at++;
            return new FilterLiteral(token.Text, true);
        }

        var word = Word("a value");
        if (word.ToLowerInvariant() is "and" or "or" or "not")
            throw ScimException.InvalidFilter("A comparison has no value");
        return new FilterLiteral(word == "null" ? null : word, false);
    }

    private string Word(string what)
    {
        if (Next.Kind != FilterTokenKind.Word)
            throw ScimException.InvalidFilter(Next.Kind == FilterTokenKind.End ? $"The filter ends where {what} is due" : $"'{Next.Text}' stands where {what} is due");
        return _tokens[_at++].Text;
    }

    private bool TakeWord(string word)
    {
        if (Next.Kind != FilterTokenKind.Word || !Next.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private void Take(string mark)
    {
        if (Next.Kind != FilterTokenKind.Mark || Next.Text != mark)
            throw ScimException.InvalidFilter($"'{mark}' is missing");
        _at++;
    }
}
