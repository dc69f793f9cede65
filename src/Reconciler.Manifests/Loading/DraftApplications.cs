namespace Reconciler.Manifests.Loading;

/// <summary>An application as far as others refer to it. Null roles are not kept here: any role may exist.</summary>
internal sealed class DraftApplication(Written key, IReadOnlyList<Written>? roles, bool hasAccounts)
{
    private readonly HashSet<string>? names = roles?.Select(r => r.Text).ToHashSet(StringComparer.Ordinal);

    public Written Key { get; } = key;

    public IReadOnlyList<Written> Roles { get; } = roles ?? [];

    public bool HasAccounts { get; } = hasAccounts;

    public bool HasRole(string value) => names is null || names.Contains(value);
}

/// <summary>A role of an application that somebody names.</summary>
internal readonly record struct RoleUse(Written Application, Written? Role);

/// <summary>A mapping that an application names, and which kind of object it is to map.</summary>
internal readonly record struct MappingUse(Written Mapping, string Object);

/// <summary>A declared mapping and the kind of object that it maps.</summary>
internal readonly record struct DraftMapping(Written Key, string? Object);

/// <summary>Applications, mappings and who names them: checked, not yet carried out.</summary>
internal sealed class DraftApplications
{
    public List<DraftApplication> All { get; } = [];

    public List<RoleUse> RoleUses { get; } = [];

    public List<DraftMapping> Mappings { get; } = [];

    public List<MappingUse> MappingUses { get; } = [];
}
