namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>The enterprise extension of a user (RFC 7643 §4.3).</summary>
internal static class EnterpriseSchema
{
    public const string Urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static SchemaDefinition Definition { get; } = new(
        Urn,
        "EnterpriseUser",
        "Enterprise User",
        Define.Text("employeeNumber", "Number the organization gives."),
        Define.Text("costCenter", "Cost center."),
        Define.Text("organization", "Organization."),
        Define.Text("division", "Division."),
        Define.Text("department", "Department."),
        Define.Complex(
            "manager",
            "The user's manager.",
            Define.Text("value", "Id of the manager's user."),
            Define.Reference("$ref", "Where the manager's user is.", Mutability.ReadWrite, "User"),
            Define.Text("displayName", "Name of the manager.", mutability: Mutability.ReadOnly)));
}
