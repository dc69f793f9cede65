using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>An application as far as it is judged offline. Null roles are not kept here: any role may exist.</summary>
internal sealed class DraftApplication(Written key, IReadOnlyList<Written>? roles)
{
    private readonly HashSet<string>? names = roles?.Select(r => r.Text).ToHashSet(StringComparer.Ordinal);

    public Written Key { get; } = key;

    public IReadOnlyList<Written> Roles { get; } = roles ?? [];

    /// <summary>Its accounts are kept by SCIM, so that it has a second target.</summary>
    public bool HasAccounts { get; init; }

    /// <summary>The line that finds it in the directory, when it was not created by us.</summary>
    public SourceSpan? Found { get; init; }

    /// <summary>Whether <c>assignments:</c> says how its assignments are kept.</summary>
    public bool SaysMode { get; init; }

    public bool HasRole(string value) => names is null || names.Contains(value);
}

/// <summary>A role of an application that somebody names.</summary>
internal readonly record struct RoleUse(Written Application, Written? Role);

/// <summary>A mapping that an application or another mapping names, and which kind of object it is to map.</summary>
internal readonly record struct MappingUse(Written Mapping, string Object)
{
    /// <summary>Another mapping extends it.</summary>
    public bool IsBase { get; init; }

    /// <summary>The SCIM dialect that is written in; null where Entra's service writes.</summary>
    public string? Profile { get; init; }

    /// <summary>The application and its line <c>scope: all</c>, where assignments play no part.</summary>
    public Written? Everybody { get; init; }
}

/// <summary>A declared mapping and the kind of object that it maps.</summary>
internal readonly record struct DraftMapping(Written Key, string? Object);

/// <summary>One line of <c>assignments:</c>. A null role is the application's default.</summary>
internal sealed record DraftAssignment(Written Application, string? Role, DraftEnd To, SourceSpan Span, bool IsNested);

/// <summary>Roles that nobody may hold together.</summary>
internal sealed record DraftConflict(Written Name, IReadOnlyList<RoleUse> All);

/// <summary>Applications, mappings and who names them: checked, not yet carried out.</summary>
internal sealed class DraftApplications
{
    public List<DraftApplication> All { get; } = [];

    public List<RoleUse> RoleUses { get; } = [];

    public List<DraftAssignment> Assignments { get; } = [];

    public List<DraftConflict> Conflicts { get; } = [];

    public List<DraftMapping> Mappings { get; } = [];

    public List<MappingUse> MappingUses { get; } = [];

    public List<Written> ProfileUses { get; } = [];
}
