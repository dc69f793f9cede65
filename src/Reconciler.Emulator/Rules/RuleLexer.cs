using System.Text;

namespace Reconciler.Emulator.Rules;

internal static class RuleLexer
{
    public static List<RuleToken> Read(string rule)
    {
        var result = new List<RuleToken>();
        for (var at = 0; at < rule.Length;)
        {
            var c = rule[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '"' or '\'')
            {
                result.Add(new RuleToken(RuleTokenKind.Text, Quoted(rule, ref at)));
            }
            else if (c is '(' or ')' or '[' or ']' or ',')
            {
                result.Add(new RuleToken(RuleTokenKind.Symbol, c.ToString()));
                at++;
            }
            else
            {
                var start = at;
                while (at < rule.Length && (char.IsLetterOrDigit(rule[at]) || rule[at] is '-' or '.' or '_'))
                    at++;
                if (at == start)
                    throw new RuleException($"Unexpected character '{c}'.");
                result.Add(new RuleToken(RuleTokenKind.Word, rule[start..at]));
            }
        }

        result.Add(new RuleToken(RuleTokenKind.End, ""));
        return result;
    }

    /// <summary>A quote inside is written with a backtick before it.</summary>
    private static string Quoted(string rule, ref int at)
    {
        var quote = rule[at++];
        var text = new StringBuilder();
        while (at < rule.Length && rule[at] != quote)
        {
            if (rule[at] == '`' && at + 1 < rule.Length)
                at++;
            text.Append(rule[at++]);
        }

        if (at >= rule.Length)
            throw new RuleException("Unterminated text.");
        at++;
        return text.ToString();
    }
}
