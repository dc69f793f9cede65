using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors;

/// <summary>The entry of this room: connections from settings, and targets from connections.</summary>
public static class ConnectorCatalog
{
    /// <summary>The connection that a control file describes. Nothing is sent and no secret resolved before the first request.</summary>
    /// <exception cref="ArgumentException">An unknown cloud or credential type, or a root that is neither https nor loopback.</exception>
    public static EntraConnection Connect(DirectorySettings directory, ISecrets secrets, TimeProvider time, IRandomness randomness)
    {
        var cloud = Cloud.Named(directory.Cloud);
        var root = directory.Endpoint ?? cloud.GraphRoot;
        _ = new Http.Origin(root);
        var mark = directory.MarkAttribute is { } attribute
            ? MarkPlace.InAttribute(attribute)
            : MarkPlace.InExtensionOf(directory.ExtensionAppId ?? directory.Credential.ClientId);
        return new EntraConnection(TargetName.Directory, root, Tokens(directory, cloud, secrets), mark, time, randomness) { Redaction = secrets.Redaction };
    }

    /// <summary>
    /// Secrets that may lie in a key vault (<c>keyvault:https://NAME.vault.azure.net/secrets/NAME[/VERSION]</c>), opened with the directory's
    /// credential; the credential's own and all others are where <paramref name="others"/> finds them. Nothing is sent before the first is asked for.
    /// </summary>
    /// <param name="directory">Null where the workspace has none: then no vault is opened.</param>
    public static ISecrets WithVault(DirectorySettings? directory, ISecrets others, TimeProvider time) => new VaultSecrets(directory, others, time);

    /// <summary>A connection to a directory that takes one fixed bearer (null = none): the sandbox.</summary>
    /// <exception cref="ArgumentException">The root is neither https nor loopback.</exception>
    public static EntraConnection Connect(Uri graphRoot, string? bearer, MarkPlace mark, TimeProvider time, IRandomness randomness)
    {
        _ = new Http.Origin(graphRoot);
        return new EntraConnection(TargetName.Directory, graphRoot, new FixedToken(bearer is null ? null : new Secret(bearer)), mark, time, randomness);
    }

    /// <summary>GitHub's interface, or that of a server of one's own. Nothing is sent before the first request.</summary>
    /// <exception cref="ArgumentException">An address that is neither https nor loopback.</exception>
    public static JsonEndpoint GitHub(Uri apiRoot, Secret token, TimeProvider time, IRandomness randomness, Redaction redaction) =>
        new(new Wire(new Http.Origin(apiRoot), new FixedToken(redaction.Add(token)), new Budget(time), new Chance(randomness), time,
            WirePolicy.Default with { Repeats = 3, LargestBody = 16 << 20 }, Wire.NewClient(null))
        { Redaction = redaction, Manner = WireManner.GitHub });

    /// <summary>What Entra can hold.</summary>
    public static TargetSchema EntraSchema(MarkPlace mark) => Entra.EntraSchema.For(mark);

    /// <summary>A target that can only read: no type that it is built on has a method that writes.</summary>
    public static IReadTarget EntraReader(EntraConnection connection) => new EntraReader(connection);

    public static IWriteTarget EntraWriter(EntraConnection connection) => new EntraWriter(connection);

    /// <summary>The connection to an application's accounts that a control file describes. Nothing is sent and no secret resolved before the first request.</summary>
    /// <exception cref="ArgumentException">An address that is neither https nor loopback, no authentication off loopback, or a name that no header has.</exception>
    public static ScimConnection Connect(TargetName name, ScimSettings settings, ISecrets secrets, TimeProvider time, IRandomness randomness) =>
        new(name, settings.BaseUrl, SignIn.Of(settings.Authentication, settings.BaseUrl, secrets), settings, time, randomness);

    /// <summary>The same accounts at another address that takes one fixed bearer: the sandbox.</summary>
    /// <exception cref="ArgumentException">The address is neither https nor loopback.</exception>
    public static ScimConnection Connect(TargetName name, Uri baseUrl, string bearer, ScimSettings settings, TimeProvider time, IRandomness randomness, Redaction? redaction = null) =>
        new(name, baseUrl, SignIn.Fixed(bearer, redaction ?? new Redaction()), settings, time, randomness);

    /// <summary>A SCIM service that can only be read: no type that it is built on has a method that writes.</summary>
    public static IReadTarget ScimReader(ScimConnection connection) => new ScimReader(connection);

    public static IWriteTarget ScimWriter(ScimConnection connection) => new ScimWriter(connection);

    private static TokenSource Tokens(DirectorySettings directory, Cloud cloud, ISecrets secrets) => directory.Credential.Type switch
    {
        // A server on loopback that asks for a token takes any.
        "none" => new FixedToken(new Secret("none")),
        "default" or "workloadIdentity" or "githubOidc" or "managedIdentity" or "certificate" or "clientSecret" =>
            new AzureTokenSource(new AzureCredential(directory.Credential, directory.Tenant, cloud, secrets), cloud.Scope, secrets.Redaction),
        var other => throw new ArgumentException($"no credential is of type {other}", nameof(directory)),
    };
}
