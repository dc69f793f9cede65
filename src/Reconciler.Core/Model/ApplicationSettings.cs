using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>
/// One application of the control file. Its enterprise app, where it has one, is a <see cref="DeclaredResource"/> of kind application under the
/// same key, with its roles as cells and its assignments as links; assignments of one without are in <see cref="Assignments"/> alone.
/// </summary>
public sealed record ApplicationSettings(string Key, Enforcement Enforce, SourceSpan Span)
{
    /// <summary>What people call it: the written display name, else the key.</summary>
    public string DisplayName { get; init; } = Key;

    public SourceSpan EnforceSpan { get; init; }

    public bool HasEnterpriseApp { get; init; }

    /// <summary>Created from a template by us, if need be; otherwise it exists and is only found.</summary>
    public bool IsCreated { get; init; }

    /// <summary>Who is assigned, as written; null = nothing is said about assignments.</summary>
    public DeclaredLinks? Assignments { get; init; }

    /// <summary>Its accounts, kept by us; null = it has none, or another service keeps them.</summary>
    public ScimSettings? Scim { get; init; }

    /// <summary>The target of its accounts.</summary>
    public TargetName AccountTarget => new($"{Key}/scim");

    public ResourceKey ResourceKey => new(Kind.Application, Key);
}

/// <summary>How a SCIM service is signed in to. Secrets are references (<c>env:</c>, <c>file:</c>, <c>keyvault:</c>), never values.</summary>
public abstract record ScimAuthentication
{
    private ScimAuthentication()
    {
    }

    /// <summary>Loopback only.</summary>
    public sealed record Anonymous : ScimAuthentication;

    public sealed record Bearer(string Token) : ScimAuthentication;

    public sealed record Basic(string UserName, string Password) : ScimAuthentication;

    public sealed record Header(string Name, string Value) : ScimAuthentication;

    /// <summary>Client credentials (RFC 6749 §4.4).</summary>
    public sealed record OAuth2(Uri TokenUrl, string ClientId, string ClientSecret, string? Scope) : ScimAuthentication;
}

/// <summary>What may be done to accounts.</summary>
[Flags]
public enum AccountActions
{
    None = 0,
    Create = 1,
    Update = 2,
    Deactivate = 4,
    Delete = 8,
    All = Create | Update | Deactivate | Delete,
}

/// <summary>The account of a known person without access.</summary>
public enum UnassignedAccounts
{
    Deactivate,
    Delete,
    Keep,
}

/// <summary>An account that belongs to nobody we know.</summary>
public enum UnknownAccounts
{
    Report,
    Deactivate,
}

public enum GroupPush
{
    Assigned,
    All,
}

/// <summary>How groups are pushed into an application.</summary>
public sealed record PushSettings(ObjectMapping Mapping)
{
    public GroupPush Push { get; init; }

    /// <summary>A pushed group that is no longer assigned is deleted; otherwise it is kept.</summary>
    public bool DeletesUnassigned { get; init; }

    public SourceSpan UnassignedSpan { get; init; }

    /// <summary>Members whom we did not push are removed; otherwise they are kept and counted.</summary>
    public bool RemovesForeignMembers { get; init; }

    public SourceSpan Span { get; init; }
}

/// <summary>The accounts of one application, provisioned directly over SCIM 2.0.</summary>
public sealed record ScimSettings(Uri BaseUrl, ScimAuthentication Authentication, ScimProfile Profile, ObjectMapping Users)
{
    public SourceSpan Span { get; init; }

    public AccountActions Actions { get; init; } = AccountActions.All;

    public SourceSpan ActionsSpan { get; init; }

    public PushSettings? Groups { get; init; }

    public UnassignedAccounts Unassigned { get; init; }

    public SourceSpan UnassignedSpan { get; init; }

    public UnknownAccounts Unknown { get; init; }

    public SourceSpan UnknownSpan { get; init; }

    /// <summary>Globs of user names that are never looked at.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary>User names that are never changed or removed.</summary>
    public ImmutableArray<ProtectedAccount> Protected { get; init; } = [];
}

/// <summary>A user name that is never changed or removed, and the line that says so.</summary>
public readonly record struct ProtectedAccount(string UserName, SourceSpan Span);
