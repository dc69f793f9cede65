using System.Text.Json;

namespace Reconciler.Emulator.Scim.Filters;

internal enum FilterTokenKind
{
    Word,
    Text,
    Mark,
    End,
}

internal readonly record struct FilterToken(FilterTokenKind Kind, string Text);

/// <summary>Words, JSON texts and the marks <c>( ) [ ]</c> of a filter.</summary>
internal static class FilterLexer
{
    private const string Marks = "()[]";

    public static List<FilterToken> Read(string filter)
    {
        var tokens = new List<FilterToken>();
        var at = 0;
        while (at < filter.Length)
        {
            var c = filter[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Marks.Contains(c, StringComparison.Ordinal))
            {
                tokens.Add(new(FilterTokenKind.Mark, filter[at++..at]));
            }
            else
            {
                var end = c == '"' ? EndOfText(filter, at) : EndOfWord(filter, at);
                tokens.Add(c == '"' ? new(FilterTokenKind.Text, Unescaped(filter[at..end])) : new(FilterTokenKind.Word, filter[at..end]));
                at = end;
            }
        }

        tokens.Add(new(FilterTokenKind.End, ""));
        return tokens;
    }

    /// <summary>The place after the closing quote.</summary>
    public static int EndOfText(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i + 1;
        }

        throw ScimException.InvalidFilter("A quote is not closed");
    }

    private static int EndOfWord(string filter, int at)
    {
        while (at < filter.Length && !char.IsWhiteSpace(filter[at]) && filter[at] != '"' && !Marks.Contains(filter[at], StringComparison.Ordinal))
            at++;
        return at;
    }

    private static string Unescaped(string quoted)
    {
        try
        {
            using var document = JsonDocument.Parse(quoted);
            return document.RootElement.GetString() ?? "";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw ScimException.InvalidFilter($"{quoted} is not a JSON string");
        }
    }
}
