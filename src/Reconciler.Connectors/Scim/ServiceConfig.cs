using System.Text.Json;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;

namespace Reconciler.Connectors.Scim;

/// <summary>What <c>/ServiceProviderConfig</c> says (RFC 7643 §5, RFC 9865 §4); null = nothing. A hint: some services lie, and the profile overrules it.</summary>
internal sealed record ServiceConfig
{
    public static ServiceConfig Silent { get; } = new();

    public bool? Patch { get; init; }

    public bool? Sort { get; init; }

    public bool? Etag { get; init; }

    public bool? Cursor { get; init; }

    public bool? Index { get; init; }

    public static ServiceConfig Read(JsonElement? json) => json is not { ValueKind: JsonValueKind.Object } config
        ? Silent
        : new ServiceConfig
        {
            Patch = config.Member("patch")?.Flag("supported"),
            Sort = config.Member("sort")?.Flag("supported"),
            Etag = config.Member("etag")?.Flag("supported"),
            Cursor = config.Member("pagination")?.Flag("cursor"),
            Index = config.Member("pagination")?.Flag("index"),
        };

    /// <summary>A capability as the profile says, and where that asks, as the service says.</summary>
    public static bool Has(ScimCapability profile, bool? service) => profile == ScimCapability.Supported || (profile == ScimCapability.Discovered && service == true);
}
