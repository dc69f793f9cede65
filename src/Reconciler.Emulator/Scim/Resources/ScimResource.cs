using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>A user or a group at one instant: values are never changed in place, a write puts a new resource in its stead.</summary>
internal sealed record ScimResource(ResourceType Type, string Id, long Order)
{
    /// <summary>What clients have set; members of a group as <c>value</c> and <c>type</c> only.</summary>
    public required Complex Values { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset LastModified { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The password itself is not kept.</summary>
    public bool HasPassword { get; init; }

    public string ETag => $"W/\"{Version}\"";

    public string? UserName => Values.Text("userName");

    public string? DisplayName => Values.Text("displayName");

    public string? ExternalId => Values.Text("externalId");

    public List<object> Members => Values["members"] as List<object> ?? [];

    public IEnumerable<string> MemberIds => Members.Select(m => (m as Complex)?.Text("value")).OfType<string>();
}
