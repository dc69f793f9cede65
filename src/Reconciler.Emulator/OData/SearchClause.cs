using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>One <c>$search="property:words"</c> clause, or several joined by AND or OR: words are looked for in the property's tokens.</summary>
internal sealed class SearchClause
{
    private readonly List<List<(PropertyDefinition Property, string Text)>> _anyOf = [];

    public static SearchClause? Parse(string? text, EntityType type, Call call)
    {
        if (text is null)
            return null;
        if (!call.Eventual)
        {
            throw Errors.UnsupportedQuery(
                "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
        }

        var result = new SearchClause();
        foreach (var either in text.Split(" OR ", StringSplitOptions.TrimEntries))
            result._anyOf.Add([.. either.Split(" AND ", StringSplitOptions.TrimEntries).Select(part => Part(part, type))]);
        return result;
    }

    public bool Matches(ObjectValues values) => _anyOf.Any(all => all.All(part => Matches(values, part.Property, part.Text)));

    private static (PropertyDefinition, string) Part(string text, EntityType type)
    {
        var quoted = text.Length > 2 && text[0] == '"' && text[^1] == '"';
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!quoted || colon < 0)
            throw Errors.BadRequest($"Syntax error: character '{(text.Length > 0 ? text[0] : ' ')}' is not valid at position 0 in '{text}'.");
        var property = type.FindAnyCase(text[1..colon]);
        if (property?.Shape is not (ValueShape.Text or ValueShape.Texts))
            throw Errors.UnsupportedQuery($"Property '{text[1..colon]}' is not supported for $search.");
        return (property, text[(colon + 1)..^1].Trim());
    }

    private static bool Matches(ObjectValues values, PropertyDefinition property, string text)
    {
        IEnumerable<string> all = values[property] switch
        {
            string one => [one],
            string[] many => many,
            _ => [],
        };
        return all.Any(value => value.StartsWith(text, StringComparison.OrdinalIgnoreCase)
            || value.Split(' ', '@', '.', '-', '_').Any(token => token.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            || value.Contains(' ' + text, StringComparison.OrdinalIgnoreCase));
    }
}
