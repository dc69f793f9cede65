using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Entra.Extensions;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.ServicePrincipals;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra;

/// <summary>What Entra can hold, and what its connector is called.</summary>
internal static class EntraSchema
{
    /// <summary>The attribute that carries our owner mark, and the name of its directory extension.</summary>
    public const string Mark = "reconcilerOwner";

    public static TargetSchema For(MarkPlace mark) => new(
    [
        ExtensionSchema.Kind,
        UserSchema.For(mark),
        GroupSchema.For(mark),
        ServicePrincipalSchema.Kind,
        ApplicationSchema.Kind,
    ]);

    public static TargetDescriptor Describe(EntraConnection connection) => new(connection.Name, "entra", For(connection.Mark))
    {
        OperationsPerEnvelope = GraphBatch.Limit,
        Concurrency = 4,
        Tariff = EntraTariff.For(connection.Mark),
    };
}
