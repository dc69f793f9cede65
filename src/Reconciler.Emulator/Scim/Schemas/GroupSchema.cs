namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>The core group (RFC 7643 §4.2).</summary>
internal static class GroupSchema
{
    public const string Urn = "urn:ietf:params:scim:schemas:core:2.0:Group";

    public static SchemaDefinition Definition { get; } = new(
        Urn,
        "Group",
        "Group",
        Define.Text("displayName", "Name to show.", required: true),
        new AttributeDefinition("members", AttributeType.Complex, "Users and groups in the group.")
        {
            MultiValued = true,
            SubAttributes =
            [
                Define.Text("value", "Id of the member.", mutability: Mutability.Immutable),
                Define.Reference("$ref", "Where the member is.", Mutability.Immutable, "User", "Group"),
                Define.Text("display", "Name of the member.", mutability: Mutability.ReadOnly),
                new AttributeDefinition("type", AttributeType.String, "What the member is.")
                {
                    Mutability = Mutability.Immutable,
                    CanonicalValues = ["User", "Group"],
                },
            ],
        });
}
