using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// A declared object as the source of a mapping: what is written about it, by the names that mappings use. What only the directory knows is absent.
/// </summary>
public static class DeclaredSource
{
    /// <param name="declared">The person or group.</param>
    /// <param name="day">The day (UTC) for which it is asked whether the person takes part.</param>
    public static AttributeSource Of(DeclaredResource declared, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(declared);
        var catalog = SourceCatalog.Of(declared.Key.Kind);
        return AttributeSource.Of(name => Read(declared, name, catalog.Find(name), day));
    }

    private static MappingValue Read(DeclaredResource declared, string name, SourceAttribute? source, DateOnly day) => name switch
    {
        "IsSoftDeleted" => MappingValue.Of(TextOf(!IsActive(declared, day))),
        "accountEnabled" => MappingValue.Of(TextOf(IsActive(declared, day))),
        "objectId" => MappingValue.Of(declared.Id?.Value),
        _ => source is { IsReference: true } ? Reference(declared, source) : ValueOf(declared.Value(source?.GraphName ?? name)),
    };

    // As Entra computes it: nobody who is disabled, has left or has not started is active.
    private static bool IsActive(DeclaredResource declared, DateOnly day) =>
        declared.Value("accountEnabled") != AttributeValue.Of(false) && !(declared.Left?.Date <= day)
        && !(declared.Employment?.Starts?.Date > day) && !(declared.Employment?.Ends?.Date < day);

    private static MappingValue Reference(DeclaredResource declared, SourceAttribute source)
    {
        var ends = declared.Links.Where(l => l.Link == source.Name).SelectMany(l => l.Ends).Select(e => e.To.ToString() ?? "").ToArray();
        return ends.Length == 0 ? MappingValue.Null : source.IsMany ? MappingValue.List(ends) : MappingValue.Of(ends[0]);
    }

    // Values travel as texts; True and False are Entra's.
    private static MappingValue ValueOf(AttributeValue value) => value switch
    {
        AttributeValue.Absent => MappingValue.Null,
        AttributeValue.Flag flag => MappingValue.Of(TextOf(flag.Value)),
        AttributeValue.Texts texts => texts.Items.Length == 1 ? MappingValue.Of(texts.Items[0]) : MappingValue.List(texts.Items),
        _ => MappingValue.Of(value.ToString()),
    };

    private static string TextOf(bool flag) => flag ? "True" : "False";
}
