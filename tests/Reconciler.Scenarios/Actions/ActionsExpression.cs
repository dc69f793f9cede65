using System.Text.RegularExpressions;

namespace Reconciler.Scenarios.Actions;

/// <summary>
/// The expressions that our actions and workflows use: members of contexts, texts, <c>== != ! &amp;&amp; ||</c> and the functions of a step's fate. Anything else
/// fails the test, as does a name that nothing has: GitHub would take it for empty.
/// </summary>
internal sealed partial class ActionsExpression
{
    private readonly Queue<string> _tokens;
    private readonly Func<string, string> _find;
    private readonly bool _isGoingWell;

    private ActionsExpression(string text, Func<string, string> find, bool isGoingWell)
    {
        var tokens = Token().Matches(text);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(tokens.Select(t => t.Value)).Replace(" ", "", StringComparison.Ordinal));
        (_tokens, _find, _isGoingWell) = (new Queue<string>(tokens.Select(t => t.Value)), find, isGoingWell);
    }

    /// <summary>A text with the value of each <c>${{ }}</c> in its place.</summary>
    public static string Fill(string text, Func<string, string> find) => Hole().Replace(text, m => Shown(Value(m.Groups["inner"].Value, find, isGoingWell: true)));

    /// <summary>Whether a step or job runs. Without a word about the fate of those before it, these must have gone well.</summary>
    public static bool Holds(string condition, Func<string, string> find, bool isGoingWell)
    {
        if (condition.Length == 0)
            return isGoingWell;
        var text = Hole().Match(condition) is { Success: true } hole && hole.Length == condition.Length ? hole.Groups["inner"].Value : condition;
        var holds = IsTrue(Value(text, find, isGoingWell));
        return holds && (isGoingWell || text.Contains("always()", StringComparison.Ordinal));
    }

    private static object Value(string text, Func<string, string> find, bool isGoingWell)
    {
        var expression = new ActionsExpression(text.Trim(), find, isGoingWell);
        var value = expression.Or();
        Assert.Empty(expression._tokens);
        return value;
    }

    private object Or()
    {
        var value = And();
        while (Take("||"))
        {
            var other = And();
            value = IsTrue(value) ? value : other;
        }

        return value;
    }

    private object And()
    {
        var value = Comparison();
        while (Take("&&"))
        {
            var other = Comparison();
            value = IsTrue(value) ? other : value;
        }

        return value;
    }

    private object Comparison()
    {
        var value = One();
        if (Take("=="))
            return string.Equals(Shown(value), Shown(One()), StringComparison.OrdinalIgnoreCase);
        return Take("!=") ? !string.Equals(Shown(value), Shown(One()), StringComparison.OrdinalIgnoreCase) : value;
    }

    private object One()
    {
        if (Take("!"))
            return !IsTrue(One());
        var token = _tokens.Dequeue();
        return token switch
        {
            "always()" => true,
            "success()" => _isGoingWell,
            ['\'', .. var text, '\''] => text,
            _ => _find(token),
        };
    }

    private bool Take(string token) => _tokens.TryPeek(out var next) && next == token && _tokens.TryDequeue(out _);

    private static bool IsTrue(object value) => value is bool flag ? flag : value is string { Length: > 0 };

    private static string Shown(object value) => value is bool flag ? (flag ? "true" : "false") : (string)value;

    [GeneratedRegex(@"\$\{\{\s*(?<inner>.*?)\s*\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    [GeneratedRegex(@"'[^']*'|\|\||&&|==|!=|!|[a-z]+\(\)|[A-Za-z_][\w.-]*")]
    private static partial Regex Token();
}
