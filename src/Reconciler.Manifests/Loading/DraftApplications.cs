using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>A role that is kept: what tokens carry, and what people see.</summary>
internal sealed record DraftRole(Written Value, string DisplayName, string Description);

/// <summary>How an enterprise application is found, or from what it is made: one of the four where the grammar has no fault.</summary>
internal sealed record DraftEnterpriseApp(Written? Id, Written? AppId, Written? DisplayName, Written? Template)
{
    /// <summary>The key <c>enterpriseApp</c>.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The key that finds it in the directory, when it was not created by us.</summary>
    public SourceSpan? Found { get; init; }

    /// <summary>The value of <c>assignmentRequired</c>, as written.</summary>
    public Written? AssignmentRequired { get; init; }
}

/// <summary>An application as read from the control file.</summary>
internal sealed class DraftApplication(Written key, IReadOnlyList<DraftRole>? roles)
{
    private readonly HashSet<string>? names = roles?.Select(r => r.Value.Text).ToHashSet(StringComparer.Ordinal);

    public Written Key { get; } = key;

    /// <summary>The grammar has faulted a line of it: what seems to be missing may only be misspelt.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Null: they are not kept here, and any role may exist.</summary>
    public IReadOnlyList<DraftRole>? Roles { get; } = roles;

    /// <summary>The key <c>roles</c>.</summary>
    public SourceSpan RolesSpan { get; init; }

    public Enforcement Enforce { get; init; }

    public SourceSpan EnforceSpan { get; init; }

    public Written? DisplayName { get; init; }

    public DraftEnterpriseApp? EnterpriseApp { get; init; }

    /// <summary>What <c>assignments:</c> says about how they are kept; null when it is not written.</summary>
    public LinkMode? Mode { get; init; }

    public SourceSpan ModeSpan { get; init; }

    /// <summary>Lists that are let go of.</summary>
    public IReadOnlyList<Written> Unmanaged { get; init; } = [];

    public DraftScim? Scim { get; init; }

    /// <summary>Where Entra's service keeps its accounts.</summary>
    public Written? ProvisioningUrl { get; init; }

    public bool HasProvisioning { get; init; }

    /// <summary>Its accounts are kept by SCIM, so that it has a second target.</summary>
    public bool HasAccounts => Scim is not null;

    public bool HasRole(string value) => names is null || names.Contains(value);

    public Written? FindUnmanaged(string list)
    {
        foreach (var word in Unmanaged)
        {
            if (word.Text == list)
                return word;
        }

        return null;
    }
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

/// <summary>Applications, mappings and who names them.</summary>
internal sealed class DraftApplications
{
    public List<DraftApplication> All { get; } = [];

    public List<RoleUse> RoleUses { get; } = [];

    /// <summary>Where an application stands below <c>assignments:</c>, in all files. A block without lines is a statement too: nobody has access.</summary>
    public Dictionary<string, List<SourceSpan>> Blocks { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<DraftAssignment> Assignments { get; } = [];

    public List<DraftConflict> Conflicts { get; } = [];

    public List<DraftMapping> Mappings { get; } = [];

    public List<MappingUse> MappingUses { get; } = [];

    public List<Written> ProfileUses { get; } = [];
}
