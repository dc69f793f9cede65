using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors;

/// <summary>
/// Where the owner mark lies: the directory extension <c>extension_&lt;app id&gt;_reconcilerOwner</c> of users and groups,
/// or <c>extensionAttributeN</c> of users alone.
/// </summary>
public sealed record MarkPlace
{
    private MarkPlace(string? appId, string? attribute) => (AppId, Attribute) = (appId, attribute);

    /// <summary>The client id of the app that registers the extension; null = the app that we sign in as.</summary>
    public string? AppId { get; }

    /// <summary><c>extensionAttribute1</c> … <c>extensionAttribute15</c>, or null.</summary>
    public string? Attribute { get; }

    public static MarkPlace InExtensionOf(string? appId) => new(appId, null);

    public static MarkPlace InAttribute(string attribute) => new(null, attribute);
}

/// <summary>How one Entra tenant is reached. The root is https, or http on loopback; a token goes nowhere else.</summary>
public sealed record EntraConnection(TargetName Name, Uri GraphRoot, TokenSource Tokens, MarkPlace Mark, TimeProvider Time, IRandomness Randomness)
{
    /// <summary>What carries the requests instead of the network; for tests.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Knows the secrets that this directory is called with, and the passwords that are made for it.</summary>
    public Redaction Redaction { get; init; } = new();

    internal WirePolicy Policy { get; init; } = WirePolicy.Default;

    internal Chance Chance { get; } = new(Randomness);

    /// <summary>Shared by reader and writer: they stand under the same limits.</summary>
    internal Budget Budget { get; } = NewBudget(GraphRoot, Time);

    /// <summary>Shared by reader and writer: what one of them saw saves the other a look.</summary>
    internal KnownApplications Applications { get; } = new();

    internal Wire NewWire() => new(new Origin(GraphRoot), Tokens, Budget, Chance, Time, Policy, Wire.NewClient(Handler)) { Redaction = Redaction };

    /// <summary>The published limits are Graph's own: a server on loopback says what it has of any.</summary>
    internal void Serves(int users)
    {
        if (!GraphRoot.IsLoopback)
            Budget.Limit(EntraTariff.QuotaOf(users));
    }

    private static Budget NewBudget(Uri root, TimeProvider time)
    {
        var budget = new Budget(time);
        if (!root.IsLoopback)
            budget.Limit(EntraTariff.QuotaOf(0));
        return budget;
    }
}
