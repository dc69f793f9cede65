using System.Text;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.OData;

internal enum FilterTokenKind
{
    Word,
    Text,
    Symbol,
    End,
}

internal readonly record struct FilterToken(FilterTokenKind Kind, string Value);

internal static class FilterLexer
{
    public static List<FilterToken> Read(string filter)
    {
        var result = new List<FilterToken>();
        for (var at = 0; at < filter.Length;)
        {
            var c = filter[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '\'')
            {
                result.Add(new FilterToken(FilterTokenKind.Text, Quoted(filter, ref at)));
            }
            else if (c is '(' or ')' or ',' or ':' or '/')
            {
                result.Add(new FilterToken(FilterTokenKind.Symbol, c.ToString()));
                at++;
            }
            else
            {
                var start = at;
                while (at < filter.Length && !char.IsWhiteSpace(filter[at]) && filter[at] is not ('(' or ')' or ',' or '\'' or '/'))
                {
                    // A colon ends the variable of a lambda but belongs to a date.
                    if (filter[at] == ':' && !char.IsAsciiDigit(filter[start]))
                        break;
                    at++;
                }

                result.Add(new FilterToken(FilterTokenKind.Word, filter[start..at]));
            }
        }

        result.Add(new FilterToken(FilterTokenKind.End, ""));
        return result;
    }

    private static string Quoted(string filter, ref int at)
    {
        var text = new StringBuilder();
        for (at++; ; at++)
        {
            if (at >= filter.Length)
                throw Errors.OData("There is an unterminated string literal in '" + filter + "'.");
            if (filter[at] != '\'')
            {
                text.Append(filter[at]);
                continue;
            }

            if (at + 1 >= filter.Length || filter[at + 1] != '\'')
                break;
            text.Append('\'');
            at++;
        }

        at++;
        return text.ToString();
    }
}
