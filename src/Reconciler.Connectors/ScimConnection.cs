using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors;

/// <summary>How the SCIM service of one application is reached. The address is https, or http on loopback; a token goes nowhere else.</summary>
public sealed record ScimConnection
{
    internal ScimConnection(TargetName name, Uri baseUrl, SignIn signIn, ScimSettings settings, TimeProvider time, IRandomness randomness)
    {
        _ = new Http.Origin(baseUrl);
        (Name, BaseUrl, SignIn, Settings, Time) = (name, baseUrl, signIn, settings, time);
        Chance = new Chance(randomness);
        Memory = new ScimMemory(settings.Profile, time);
    }

    public TargetName Name { get; }

    public Uri BaseUrl { get; }

    public ScimSettings Settings { get; }

    /// <summary>What carries the requests instead of the network; for tests.</summary>
    public HttpMessageHandler? Handler { get; init; }

    internal ScimProfile Profile => Settings.Profile;

    internal TimeProvider Time { get; }

    internal SignIn SignIn { get; }

    internal WirePolicy Policy { get; init; } = WirePolicy.Default;

    internal Chance Chance { get; }

    /// <summary>Shared by reader and writer: they stand under the same limits and learn the same dialect.</summary>
    internal ScimMemory Memory { get; }

    internal Wire NewWire() => new(new Http.Origin(BaseUrl), SignIn.Tokens, Memory.Budget, Chance, Time, Policy, Wire.NewClient(Handler))
    {
        Redaction = SignIn.Mask.Secrets,
        Manner = new WireManner
        {
            Header = SignIn.Header,
            Scheme = SignIn.Scheme,
            Accept = string.Join(", ", Profile.Http.Accept),
            UserAgent = "Reconciler-SCIM/1.0",
        },
    };
}
