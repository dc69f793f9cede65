using System.Collections.Immutable;

namespace Reconciler.Core.Model;

/// <summary>What a dialect says about users, groups and members.</summary>
public sealed partial record ScimProfile
{
    /// <summary>What one attribute is like, by its plain path (<c>emails.value</c>). RFC 7643 §2.2 and §7.</summary>
    public sealed record AttributePart
    {
        public bool Supported { get; init; } = true;

        /// <summary>readWrite, readOnly, immutable or writeOnly.</summary>
        public string Mutability { get; init; } = "readWrite";

        public bool Required { get; init; }

        /// <summary>The server refuses a second object with the value.</summary>
        public bool UniqueOnServer { get; init; }

        public bool CaseExact { get; init; }

        public int? MaxLength { get; init; }

        public int? MaxItems { get; init; }

        public ImmutableArray<string> CanonicalValues { get; init; } = [];
    }

    public abstract record ResourcePart
    {
        public string Endpoint { get; init; } = "/Users";

        public string Schema { get; init; } = "urn:ietf:params:scim:schemas:core:2.0:User";

        public ImmutableArray<string> Extensions { get; init; } = [];

        public ImmutableArray<string> FilterBy { get; init; } = [];

        public ImmutableArray<UpdateForm> Update { get; init; } = [UpdateForm.Path, UpdateForm.NoPath, UpdateForm.Put];

        /// <summary>By plain path, compared without case.</summary>
        public ImmutableDictionary<string, AttributePart> Attributes { get; init; } =
            ImmutableDictionary.Create<string, AttributePart>(StringComparer.OrdinalIgnoreCase);

        public AttributePart Attribute(string plainPath) => Attributes.GetValueOrDefault(plainPath) ?? Usual;

        private static AttributePart Usual { get; } = new();
    }

    public sealed record UsersPart : ResourcePart
    {
        public DeactivationPart Deactivation { get; init; } = new();

        public DeletionPart Deletion { get; init; } = new();
    }

    public sealed record GroupsPart : ResourcePart
    {
        public GroupsPart() => (Endpoint, Schema) = ("/Groups", "urn:ietf:params:scim:schemas:core:2.0:Group");

        public bool Supported { get; init; } = true;
    }

    /// <summary>How an account is closed and what that means.</summary>
    public sealed record DeactivationPart
    {
        /// <summary>update or delete.</summary>
        public string By { get; init; } = "update";

        public string Attribute { get; init; } = "active";

        public string Open { get; init; } = "true";

        public string Closed { get; init; } = "false";

        /// <summary>reversible, deletes …, as the profile's schema lists them.</summary>
        public string Effect { get; init; } = "reversible";

        public string Reactivation { get; init; } = "update";

        public bool HoldsUserName { get; init; } = true;
    }

    public sealed record DeletionPart
    {
        public string Effect { get; init; } = "hard";

        public bool HoldsUserName { get; init; }
    }

    public sealed record MembersPart
    {
        public ImmutableArray<MemberReading> Read { get; init; } = [MemberReading.List, MemberReading.Get];

        public string FilterPath { get; init; } = "members.value";

        public int? TruncatedAt { get; init; }

        public int? MaxMembers { get; init; }

        public bool Nested { get; init; }

        /// <summary>value, display, type, $ref, nullRef.</summary>
        public ImmutableArray<string> SubAttributes { get; init; } = ["value"];

        public ImmutableArray<MemberAddForm> AddForms { get; init; } = [MemberAddForm.Array, MemberAddForm.NoPath];

        public int AddsPerOperation { get; init; } = 100;

        public int AddsPerRequest { get; init; } = 100;

        public ImmutableArray<MemberRemoveForm> RemoveForms { get; init; } = [MemberRemoveForm.Filter];

        public int RemovesPerOperation { get; init; } = 1;

        public int RemovesPerRequest { get; init; } = 1;

        public bool Mixed { get; init; }

        public ScimRate? Rate { get; init; }
    }
}
