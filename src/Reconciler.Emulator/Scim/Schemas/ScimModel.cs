using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>The resource types of one application with their extensions.</summary>
internal sealed class ScimModel(ImmutableArray<(SchemaDefinition Schema, ImmutableArray<string> ResourceTypes)> extensions)
{
    public ResourceType Users { get; } = new("User", "Users", UserSchema.Definition, [EnterpriseSchema.Definition, .. Of("User", extensions)]);

    public ResourceType Groups { get; } = new("Group", "Groups", GroupSchema.Definition, [.. Of("Group", extensions)]);

    public ImmutableArray<ResourceType> Types(bool withGroups) => withGroups ? [Users, Groups] : [Users];

    public IEnumerable<SchemaDefinition> Schemas(bool withGroups) => Types(withGroups).SelectMany(t => t.Extensions.Insert(0, t.Schema))
        .Concat([DiscoverySchemas.ResourceType, DiscoverySchemas.ServiceProviderConfig, DiscoverySchemas.Schema])
        .DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<SchemaDefinition> Of(string type, ImmutableArray<(SchemaDefinition Schema, ImmutableArray<string> ResourceTypes)> extensions) =>
        extensions.Where(e => e.ResourceTypes.Contains(type, StringComparer.OrdinalIgnoreCase)).Select(e => e.Schema);
}
