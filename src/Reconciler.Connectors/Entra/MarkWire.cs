using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra;

/// <summary>The owner mark as Graph spells it: a property, or a member of one. <see cref="AppId"/> registers it; null = built in.</summary>
internal sealed record MarkWire(string? AppId, string Property, string? Member)
{
    /// <summary>Settles the place; where the control file names no app, it is the one that the token was given to.</summary>
    public static async ValueTask<MarkWire> ResolveAsync(EntraConnection connection, Wire wire, CancellationToken cancellationToken)
    {
        if (connection.Mark.Attribute is { } attribute)
            return new MarkWire(null, "onPremisesExtensionAttributes", attribute);
        var appId = connection.Mark.AppId ?? TokenClaims.Read(await wire.TokenAsync(cancellationToken)).AppId;
        return Guid.TryParse(appId, out var id)
            ? new MarkWire(id.ToString("D"), $"extension_{id:N}_{EntraSchema.Mark}", null)
            : throw new TargetException(connection.Name, new Fault("extensionAppUnknown", "it is not known which app registers the owner mark's extension", null,
                "write directory.ownership.directoryExtension: CLIENT-ID in reconciler.yaml"));
    }
}
