using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>The control file.</summary>
public sealed record WorkspaceSettings(string Workspace)
{
    /// <summary>How long a saved plan may be applied.</summary>
    public TimeSpan PlansExpire { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Folder (workspace-relative) or <c>git:BRANCH</c> of reports and ledger; null = <c>history</c> in the state folder.</summary>
    public string? History { get; init; }

    /// <summary>Null = the workspace has SCIM applications only.</summary>
    public DirectorySettings? Directory { get; init; }

    public GuardSettings Guards { get; init; } = GuardSettings.Default;

    public ProtectedSettings Protected { get; init; } = new();

    /// <summary><c>release:</c>, keys whose marks are cleared and whose objects are left alone.</summary>
    public ImmutableArray<ReleaseLine> Release { get; init; } = [];
}

/// <summary>A key to let go of, and the line that says so.</summary>
public readonly record struct ReleaseLine(ResourceKey Key, SourceSpan Span);

/// <summary>How far the reconciler may go with a kind of object.</summary>
public enum Enforcement
{
    /// <summary>No write at all.</summary>
    Observe,

    /// <summary>Creates, adds links, fills empty attributes; changes, removes and disables nothing.</summary>
    Add,

    Full,
}

/// <summary>How the reconciler signs in; secrets are references (<c>env:</c>, <c>file:</c>, <c>keyvault:</c>), never values.</summary>
public sealed record CredentialSettings(string Type)
{
    public string? ClientId { get; init; }

    public string? TenantId { get; init; }

    public string? Secret { get; init; }

    public string? Certificate { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary>Path of a federated token, when the environment does not say.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Audience of the token that GitHub issues.</summary>
    public string? Audience { get; init; }
}

/// <summary>The Entra tenant and how it is kept.</summary>
public sealed record DirectorySettings(string Tenant, SourceSpan TenantSpan)
{
    /// <summary>What userPrincipalName may end in; empty = not checked offline.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>global | usgov | dod | china.</summary>
    public string Cloud { get; init; } = "global";

    /// <summary>A private Graph root, instead of <see cref="Cloud"/>.</summary>
    public Uri? Endpoint { get; init; }

    public CredentialSettings Credential { get; init; } = new("default");

    public ImmutableDictionary<Kind, Enforcement> Enforce { get; init; } = ImmutableDictionary<Kind, Enforcement>.Empty;

    public SourceSpan EnforceSpan { get; init; }

    /// <summary>The client id of the app that registers the mark's extension; null = the credential's.</summary>
    public string? ExtensionAppId { get; init; }

    /// <summary><c>extensionAttributeN</c> instead of a directory extension (marks users only).</summary>
    public string? MarkAttribute { get; init; }

    /// <summary>Attributes by which an unmarked live object is recognised, first wins.</summary>
    public ImmutableDictionary<Kind, ImmutableArray<string>> Match { get; init; } = DefaultMatch;

    /// <summary>Attributes mastered elsewhere.</summary>
    public ImmutableDictionary<Kind, ImmutableArray<string>> ReadOnly { get; init; } =
        ImmutableDictionary<Kind, ImmutableArray<string>>.Empty;

    public LeaverPolicy UserLeavers { get; init; } = new(LeaverAction.Disable);

    public LeaverPolicy GroupLeavers { get; init; } = new(LeaverAction.Keep);

    public static ImmutableDictionary<Kind, ImmutableArray<string>> DefaultMatch { get; } =
        ImmutableDictionary<Kind, ImmutableArray<string>>.Empty
            .Add(Kind.User, ["employeeId", "userPrincipalName"])
            .Add(Kind.Group, ["displayName"]);

    public Enforcement EnforceFor(Kind kind) => Enforce.GetValueOrDefault(kind, Enforcement.Full);

    /// <summary>Applications are always kept.</summary>
    public LeaverPolicy LeaversOf(Kind kind) => kind == Kind.User ? UserLeavers : kind == Kind.Group ? GroupLeavers : new(LeaverAction.Keep);

    /// <summary>The attributes by which an unmarked live object of a kind is recognised, first wins.</summary>
    public ImmutableArray<string> MatchOf(Kind kind) => kind == Kind.Application ? ["appId", "displayName"] : Match.GetValueOrDefault(kind, []);
}

public enum LeaverAction
{
    Keep,
    Disable,
    Delete,
}

/// <summary>What happens to an owned object that is no longer declared. Null grace = nothing is deleted.</summary>
public sealed record LeaverPolicy(LeaverAction Action)
{
    public bool RevokeSessions { get; init; } = true;

    /// <summary>Days between disabling and deletion.</summary>
    public int? DeleteAfterDays { get; init; }

    public SourceSpan Span { get; init; }
}
