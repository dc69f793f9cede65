using Reconciler.Core.Schemas;

namespace Reconciler.Connectors.Entra.ServicePrincipals;

/// <summary>What is known of a service principal: enough to name one as a member or owner.</summary>
internal static class ServicePrincipalSchema
{
    public static KindSchema Kind { get; } = new(Core.Values.Kind.ServicePrincipal, 3,
    [
        ReadOnly("appId") with { Role = AttributeRole.Unique, Case = CaseRule.Ignore },
        ReadOnly("displayName"),
    ],
    []);

    private static AttributeSchema ReadOnly(string name) => new(name, ValueKind.Text, "profile") { Mutability = Mutability.ReadOnly, Clearable = false };
}
