using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>How groups are pushed, as written.</summary>
internal sealed record DraftPush(Written? Mapping, SourceSpan Span)
{
    public Written? Push { get; init; }

    public Written? Unassigned { get; init; }

    public Written? ForeignMembers { get; init; }
}

/// <summary>A block <c>scim:</c> as read: profile and mappings not looked up. What is null is missing, which the grammar has said, or keeps its default.</summary>
internal sealed record DraftScim(SourceSpan Span)
{
    public const string DefaultProfile = "generic";

    public Written? BaseUrl { get; init; }

    public ScimAuthentication? Authentication { get; init; }

    public Written? Profile { get; init; }

    public string ProfileName => Profile?.Text ?? DefaultProfile;

    public Written? Users { get; init; }

    /// <summary>Null: everything.</summary>
    public AccountActions? Actions { get; init; }

    /// <summary>The key <c>actions</c>.</summary>
    public SourceSpan ActionsSpan { get; init; }

    public DraftPush? Groups { get; init; }

    public Written? Unassigned { get; init; }

    public Written? Unknown { get; init; }

    public ImmutableArray<string> Ignore { get; init; } = [];

    public ImmutableArray<ProtectedAccount> Protected { get; init; } = [];

    /// <summary>What happens to the account of a known person without access, written or not.</summary>
    public UnassignedAccounts UnassignedAction => Unassigned?.Text switch
    {
        "delete" => UnassignedAccounts.Delete,
        "keep" => UnassignedAccounts.Keep,
        _ => UnassignedAccounts.Deactivate,
    };

    public UnknownAccounts UnknownAction => Unknown?.Text == "deactivate" ? UnknownAccounts.Deactivate : UnknownAccounts.Report;
}
