using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>One <c>$expand=navigation($select=…;$levels=…)</c>; collections show at most twenty.</summary>
internal sealed class Expansion
{
    private const int Cap = 20;
    private readonly string _navigation;
    private readonly Selection _selection;
    private readonly int _levels;

    private Expansion(string navigation, Selection selection, int levels)
    {
        _navigation = navigation;
        _selection = selection;
        _levels = levels;
    }

    public bool HasLevels => _levels != 1;

    public string Navigation => _navigation;

    public static Expansion? Parse(string? text, EntityType type, Extensions extensions)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var navigation = (open < 0 ? text : text[..open]).Trim();
        if (!Offers(type, navigation))
        {
            throw Errors.OData(navigation.Contains(',', StringComparison.Ordinal)
                ? "The request is invalid: only one $expand is supported on this resource."
                : $"Parsing OData Select and Expand failed: Could not find a property named '{navigation}' on type 'microsoft.graph.{type.Name}'.");
        }

        string? select = null;
        var levels = 1;
        foreach (var option in open < 0 ? [] : text[(open + 1)..].TrimEnd(')').Split(';', StringSplitOptions.TrimEntries))
        {
            if (option.StartsWith("$select=", StringComparison.OrdinalIgnoreCase))
                select = option[8..];
            else if (option.Equals("$levels=max", StringComparison.OrdinalIgnoreCase))
                levels = int.MaxValue;
            else if (!option.StartsWith("$levels=", StringComparison.OrdinalIgnoreCase) || !int.TryParse(option[8..], out levels))
                throw Errors.OData($"The query option '{option}' is not supported inside $expand.");
        }

        return new Expansion(navigation, Selection.Parse(select, extensions, Targets(navigation)), levels);
    }

    public void Write(Utf8JsonWriter writer, DirectoryObject item, Call call) => Write(writer, item, call, _levels);

    private void Write(Utf8JsonWriter writer, DirectoryObject item, Call call, int levels)
    {
        switch (_navigation)
        {
            case "manager":
                Manager(writer, item, call, levels);
                break;
            case "principal" or "roleDefinition":
                Single(writer, Find(item, call, _navigation + "Id"), call);
                break;
            default:
                Many(writer, item, call);
                break;
        }
    }

    private void Manager(Utf8JsonWriter writer, DirectoryObject item, Call call, int levels)
    {
        if (levels == 0 || !item.HasLinks(Relation.Manager))
            return;
        var manager = call.Store[item.Links(Relation.Manager)[0]];
        writer.WritePropertyName("manager");
        writer.WriteStartObject();
        writer.WriteString("@odata.type", manager.Type.ODataType);
        foreach (var property in _selection[manager.Type])
        {
            writer.WritePropertyName(property.Name);
            ObjectWriter.Value(writer, Computed.Value(manager, call.Values(manager), property), property);
        }

        // A circle of managers must end somewhere.
        if (levels > 1)
            Write(writer, manager, call, Math.Min(levels, 50) - 1);
        writer.WriteEndObject();
    }

    private static DirectoryObject? Find(DirectoryObject item, Call call, string property) =>
        Guid.TryParse(item.Text(property), out var id) ? call.Store.FindLive(id) : null;

    private void Single(Utf8JsonWriter writer, DirectoryObject? target, Call call)
    {
        writer.WritePropertyName(_navigation);
        if (target is null)
            writer.WriteNullValue();
        else
            new ObjectWriter(call, _selection).Write(writer, target, withType: ObjectKinds.DirectoryObjects.Contains(target.Kind));
    }

    private void Many(Utf8JsonWriter writer, DirectoryObject item, Call call)
    {
        writer.WriteStartArray(_navigation);
        var links = _navigation switch
        {
            "members" => item.Links(Relation.Members),
            "owners" => item.Links(Relation.Owners),
            "memberOf" => item.Reverse(Relation.Members),
            _ => item.Reverse(Relation.Manager),
        };
        var objects = new ObjectWriter(call, _selection);
        for (var at = 0; at < Math.Min(Cap, links.Count); at++)
            objects.Write(writer, call.Store[links[at]], withType: true);
        writer.WriteEndArray();
    }

    private static bool Offers(EntityType type, string navigation) => type.Name switch
    {
        "user" => navigation is "manager" or "memberOf" or "directReports",
        "group" => navigation is "members" or "owners" or "memberOf",
        "unifiedRoleAssignment" => navigation is "principal" or "roleDefinition",
        _ => false,
    };

    private static EntityType[] Targets(string navigation) => navigation switch
    {
        "manager" or "directReports" => [UserType.Type],
        "memberOf" => [GroupType.Type],
        "roleDefinition" => [RoleTypes.Definition],
        _ => [UserType.Type, GroupType.Type, ApplicationTypes.ServicePrincipal],
    };
}
