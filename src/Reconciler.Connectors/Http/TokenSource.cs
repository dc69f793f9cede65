using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Where access tokens come from. Kept until shortly before their end and renewed by one caller for all.</summary>
public abstract class TokenSource
{
    private readonly Lock _gate = new();
    private Task<Bearer?>? _renewal;
    private Bearer? _known;

    private protected TokenSource()
    {
    }

    /// <summary>A token that is good for some minutes yet; null = calls go without one.</summary>
    internal async ValueTask<Secret?> GetAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_known is { } bearer && bearer.RenewFrom > time.GetUtcNow())
                return bearer.Token;
        }

        return await RenewAsync(null, time, cancellationToken);
    }

    /// <summary>Another token than the one that was refused, where there is one.</summary>
    internal async ValueTask<Secret?> RenewAsync(Secret? refused, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<Bearer?> renewal;
        lock (_gate)
        {
            if (_known is { } bearer && (refused is null || !bearer.Token.IsSameAs(refused)) && bearer.RenewFrom > time.GetUtcNow())
                return bearer.Token;
            renewal = _renewal ??= FetchAndKeepAsync(time);
        }

        return (await renewal.WaitAsync(cancellationToken))?.Token;
    }

    /// <summary>One fetch for all who wait; who gives up waiting does not end it for the others.</summary>
    private async Task<Bearer?> FetchAndKeepAsync(TimeProvider time)
    {
        await Task.Yield();
        try
        {
            var bearer = await FetchAsync(time, CancellationToken.None);
            lock (_gate)
                _known = bearer;
            return bearer;
        }
        finally
        {
            lock (_gate)
                _renewal = null;
        }
    }

    private protected abstract ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken);
}

/// <summary>One token that never changes: the sandbox's, or none at all.</summary>
internal sealed class FixedToken(Secret? token) : TokenSource
{
    private protected override ValueTask<Bearer?> FetchAsync(TimeProvider time, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Bearer?>(token is null ? null : new Bearer(token, DateTimeOffset.MaxValue));
}
