using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>An access token and when it ends.</summary>
internal readonly record struct Bearer(Secret Token, DateTimeOffset ExpiresOn)
{
    /// <summary>From when on another one is asked for: five minutes before the end, unless a service gives less time than is comfortable.</summary>
    public DateTimeOffset RenewFrom { get; init; } = ExpiresOn - TimeSpan.FromMinutes(5);
}

/// <summary>No token could be had: the identity service's sentence, and what to do.</summary>
internal sealed class TokenException : Exception
{
    public TokenException(string message, string advice, Exception? inner = null)
        : base(message, inner) => Advice = advice;

    public string Advice { get; }
}
