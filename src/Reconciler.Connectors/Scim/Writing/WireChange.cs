using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Mapping;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>One value that is to stand at a path, as JSON, and how it is seen to stand there.</summary>
internal sealed record WireChange(string Name, TargetPath Path, Func<ScimResource, bool> Shows)
{
    /// <summary>All values of a multi-valued attribute; default = it is a single value.</summary>
    public ImmutableArray<string> Many { get; private init; }

    /// <summary>It names another object: complex by the RFC (<c>{"value": id}</c>), a bare id to some.</summary>
    public bool IsReference { get; private init; }

    public bool Clears => Many.IsDefault ? Held is null : Many.IsEmpty;

    /// <summary>Whether what is there has to be known to write it.</summary>
    public bool NeedsCurrent => Path.Filter is not null || !Many.IsDefault;

    /// <summary>A copy of the value, since a node stands in one tree only; null = cleared.</summary>
    public JsonNode? Value => Held?.DeepClone();

    private JsonNode? Held { get; init; }

    public static WireChange Of(CellChange cell, ResourceShape shape, ScimConnection connection)
    {
        var (attribute, path) = (cell.Attribute, shape[cell.Attribute.Name]);
        var isHidden = shape.Part.Attribute(path.Plain).Mutability == "writeOnly" || cell.After is AttributeValue.Generated;
        Func<ScimResource, bool> shows = isHidden ? _ => true : resource => shape.Shows(resource, attribute, cell.After);
        return cell.After switch
        {
            AttributeValue.Absent when path.TakesMany => new WireChange(attribute.Name, path, shows) { Many = [] },
            AttributeValue.Absent => new WireChange(attribute.Name, path, shows),
            AttributeValue.Texts texts when path.TakesMany => new WireChange(attribute.Name, path, shows) { Many = texts.Items },
            AttributeValue.Text text when path.TakesMany => new WireChange(attribute.Name, path, shows) { Many = [text.Value] },
            AttributeValue.Flag flag when attribute.Role == AttributeRole.Enablement => new(attribute.Name, path, shows) { Held = Word(flag.Value, connection) },
            AttributeValue.Flag flag => new WireChange(attribute.Name, path, shows) { Held = Flag(flag.Value, connection) },
            AttributeValue.Number number => new WireChange(attribute.Name, path, shows) { Held = JsonValue.Create(number.Value) },
            AttributeValue.Generated { Rule: "password" } => new(attribute.Name, path, shows) { Held = JsonValue.Create(connection.SignIn.Mask.AddPassword(Password.New(connection.Chance))) },
            AttributeValue.Text text => new WireChange(attribute.Name, path, shows) { Held = Text(text.Value, attribute.Name, path, isHidden, connection), IsReference = IsManager(path) },
            var other => throw new InvalidOperationException($"{attribute.Name} cannot hold a {other.GetType().Name}"),
        };
    }

    /// <summary>A link with one end; null = none.</summary>
    public static WireChange Of(LinkSchema link, ResourceShape shape, RemoteId? end) =>
        new(link.Name, shape[link.Name], resource => end is { } id ? shape.EndsOf(resource, link.Name).Any(e => e.Id == id) : !shape.EndsOf(resource, link.Name).Any())
        {
            Held = end is { } to ? JsonValue.Create(to.Value) : null,
            IsReference = true,
        };

    private static bool IsManager(TargetPath path) => path.SubAttribute is null && path.Schema is not null && path.Attribute.Equals("manager", StringComparison.OrdinalIgnoreCase);

    private static JsonNode Text(string text, string name, TargetPath path, bool isHidden, ScimConnection connection)
    {
        if (isHidden)
            return JsonValue.Create(connection.SignIn.Mask.AddValue(text));
        var spelling = connection.Memory.Spelling.GetValueOrDefault(name);
        if ((ResourceShape.IsFlag(path) || spelling == JsonValueKind.True) && bool.TryParse(text, out var flag))
            return Flag(flag, connection);
        return spelling == JsonValueKind.Number && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static JsonNode Word(bool isOpen, ScimConnection connection)
    {
        var deactivation = connection.Profile.Users.Deactivation;
        var word = isOpen ? deactivation.Open : deactivation.Closed;
        return bool.TryParse(word, out var flag) ? Flag(flag, connection) : JsonValue.Create(word);
    }

    private static JsonNode Flag(bool flag, ScimConnection connection) =>
        connection.Profile.Values.TextBooleans ? JsonValue.Create(flag.ToString()) : JsonValue.Create(flag);
}
