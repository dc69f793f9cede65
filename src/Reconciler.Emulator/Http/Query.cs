using System.Collections.Immutable;

namespace Reconciler.Emulator.Http;

/// <summary>The query options of a request, decoded, and their raw text for links.</summary>
internal sealed class Query
{
    private static readonly string[] s_known =
        ["$select", "$filter", "$top", "$count", "$orderby", "$search", "$expand", "$skiptoken", "$deltatoken", "$format"];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableArray<string> _pairs;

    public Query(string raw)
    {
        _pairs = [.. raw.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var pair in _pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            if (!_values.TryAdd(name, equals < 0 ? "" : Decode(pair[(equals + 1)..])))
                throw Errors.OData($"Query option '{name}' was specified more than once, but it must be specified at most once.");
        }

        foreach (var name in _values.Keys.Where(n => n.StartsWith('$') && !s_known.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            throw name.Equals("$skip", StringComparison.OrdinalIgnoreCase)
                ? Errors.BadRequest("'$skip' is not supported by the service.")
                : Errors.OData($"The query parameter '{name}' is not supported.");
        }
    }

    public string? Select => Value("$select");

    public string? Filter => Value("$filter");

    public string? OrderBy => Value("$orderby");

    public string? Search => Value("$search");

    public string? Expand => Value("$expand");

    public string? SkipToken => Value("$skiptoken");

    public string? DeltaToken => Value("$deltatoken");

    public bool Count => Flag("$count");

    public int? Top
    {
        get
        {
            if (Value("$top") is not { } text)
                return null;
            if (!int.TryParse(text, out var top) || top is < 1 or > 999)
                throw Errors.BadRequest("Invalid page size specified: '" + text + "'. Must be between 1 and 999 inclusive.");
            return top;
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The raw options without these, for a link that continues the request.</summary>
    public string RawWithout(params string[] names) => string.Join('&', _pairs.Where(p => !names.Any(n => Names(p, n))));

    private static bool Names(string pair, string name) =>
        Decode(pair.Split('=', 2)[0]).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private bool Flag(string name) => Value(name) switch
    {
        null => false,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => throw Errors.OData($"Invalid value for {name} query option found."),
    };

    private string? Value(string name) => _values.GetValueOrDefault(name);
}
