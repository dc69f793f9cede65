using System.Globalization;

namespace Reconciler.Core.Filters;

/// <summary>Writes a filter in the grammar of RFC 7644, section 3.4.2.2, with the parentheses it needs and no others.</summary>
internal static class FilterText
{
    public static string Write(Filter filter) => filter switch
    {
        Filter.Or o => $"{Write(o.Left)} or {Write(o.Right)}",
        Filter.And a => $"{Grouped(a.Left)} and {Grouped(a.Right)}",
        Filter.Not n => $"not ({Write(n.Inner)})",
        Filter.Present p => $"{p.Path.Name} pr",
        Filter.Compare c => $"{c.Path.Name} {c.Operator.ToString().ToLowerInvariant()} {Write(c.Value)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // "and" binds more tightly than "or".
    private static string Grouped(Filter filter) => filter is Filter.Or ? $"({Write(filter)})" : Write(filter);

    private static string Write(FilterLiteral literal) => literal switch
    {
        { Text: { } text } => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        { Flag: { } flag } => flag ? "true" : "false",
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        _ => "null",
    };
}
