using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>
/// The one HTTP policy: one origin, no redirects, bounded answers, a timeout for each try, one shared pause, fresh tokens,
/// and repeats only where repeating is safe. A read is repeated after any passing fault. A write goes out once: who asked for it
/// knows what it would do twice, and is told how it ended. Only a 401, by which the service says that it did nothing, is answered with a fresh token.
/// </summary>
internal sealed class Wire
{
    private readonly HttpClient _client;
    private readonly TokenSource _tokens;
    private readonly Chance _chance;
    private readonly TimeProvider _time;
    private readonly WirePolicy _policy;
    private readonly ResiliencePipeline<WireAnswer> _reads;

    public Wire(Origin origin, TokenSource tokens, Budget budget, Chance chance, TimeProvider time, WirePolicy policy, HttpClient client)
    {
        (Origin, _tokens, Budget, _chance, _time, _policy) = (origin, tokens, budget, chance, time, policy);
        _client = client;
        _reads = Repeating();
    }

    public Origin Origin { get; }

    /// <summary>The limits that all requests to this target stand under.</summary>
    public Budget Budget { get; }

    /// <summary>How requests show who asks and what is understood.</summary>
    public WireManner Manner { get; init; } = WireManner.Graph;

    /// <summary>What answers that refuse may not repeat: some services quote the request in their errors.</summary>
    public Redaction Redaction { get; init; } = new();

    public TimeProvider Time => _time;

    public WirePolicy Policy => _policy;

    /// <summary>What carries the requests; lives as long as the process.</summary>
    public static HttpClient NewClient(HttpMessageHandler? handler) => new(handler ?? NewHandler(), disposeHandler: false) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(20),
    };

    public ValueTask<Secret?> TokenAsync(CancellationToken cancellationToken) => _tokens.GetAsync(_time, cancellationToken);

    /// <summary>Learns from the answers in an envelope: each item is metered and limited on its own.</summary>
    public void Heard(WireAnswer answer, Price assumed) => Budget.Heard(answer, assumed, _policy.LongestWish);

    /// <summary>Stops everything under the same limits for a while, where a service says so in a way of its own.</summary>
    public void PauseFor(TimeSpan wish) => Budget.Rest(wish < _policy.LongestWish ? wish : _policy.LongestWish);

    /// <summary>A request without effect, repeated while that can help. The last answer is handed back whatever it says.</summary>
    public ValueTask<WireAnswer> ReadAsync(WireRequest request, CancellationToken cancellationToken) => request.Once
        ? new ValueTask<WireAnswer>(TryAsync(request, cancellationToken, cancellationToken))
        : _reads.ExecuteAsync(static (s, token) => new ValueTask<WireAnswer>(s.Wire.TryAsync(s.Request, token, token)), (Wire: this, Request: request), cancellationToken);

    /// <summary>A request with an effect, sent once. Cancelling ends the wait before it; once under way it is let finish within its timeout.</summary>
    public ValueTask<WireAnswer> WriteAsync(WireRequest request, CancellationToken cancellationToken) =>
        new(TryAsync(request, cancellationToken, CancellationToken.None));

    private async Task<WireAnswer> TryAsync(WireRequest request, CancellationToken waiting, CancellationToken sending)
    {
        await Budget.WaitAsync(request.Price, waiting);
        foreach (var pace in request.Paces)
            await pace.WaitAsync(1, waiting);
        var token = await _tokens.GetAsync(_time, waiting);
        var answer = await SendAsync(request, token, sending);
        if (answer.Status == 401 && token is not null && await _tokens.RenewAsync(token, _time, waiting) is { } fresh && !fresh.IsSameAs(token))
            answer = await SendAsync(request, fresh, sending);
        Heard(answer, request.Price);
        return answer;
    }

    private async Task<WireAnswer> SendAsync(WireRequest request, Secret? token, CancellationToken cancellationToken)
    {
        if (!Origin.Holds(request.Uri))
            throw new InvalidOperationException($"{request} leaves {Origin.Root}");
        var ownId = _chance.NextGuid().ToString("D");
        using var message = Message(request, token, ownId);
        Budget.Sent(request.Price);
        using var timeout = new CancellationTokenSource(_policy.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await BoundedBody.ReadAsync(response.Content, _policy.LargestBody, either.Token);
            if (body is not { } whole)
                throw new WireException($"{request}: the answer is larger than {_policy.LargestBody >> 20} MB", sent: true, ownId) { Repeatable = false };
            return Redaction.Over(new WireAnswer((int)response.StatusCode, whole, RetryAfter.Parse(Header(response, "Retry-After"), _time.GetUtcNow()),
                Header(response, "request-id") ?? Header(response, "X-Request-Id") ?? ownId, Throttling.Units(Header(response, Throttling.Unit)))
            {
                Location = Header(response, "Location"),
                Challenge = Header(response, "WWW-Authenticate"),
                Link = Header(response, "Link"),
                Used = Throttling.Used(Header(response, Throttling.Percentage)),
                LimitsWrites = Throttling.IsOfWrites(Header(response, Throttling.Scope)),
            });
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WireException($"{request}: no answer within {_policy.Timeout.TotalSeconds:0} s", sent: true, ownId, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // Neither the caller nor our own limit: the handler gave up connecting, so nothing went out.
            throw new WireException($"{request}: no connection in time", sent: false, ownId, e);
        }
        catch (HttpRequestException e)
        {
            throw new WireException($"{request}: {Reason(e)}", WasSent(e.HttpRequestError), ownId, e);
        }
        catch (IOException e)
        {
            throw new WireException($"{request}: the answer broke off", sent: true, ownId, e);
        }
    }

    private HttpRequestMessage Message(WireRequest request, Secret? token, string ownId)
    {
        var message = new HttpRequestMessage(request.Method, request.Uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (token is not null)
            message.Headers.TryAddWithoutValidation(Manner.Header, Manner.Scheme is { } scheme ? $"{scheme} {token.Reveal()}" : token.Reveal());
        message.Headers.TryAddWithoutValidation("client-request-id", ownId);
        message.Headers.TryAddWithoutValidation("Accept", Manner.Accept);
        if (Manner.UserAgent is { } agent)
            message.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (Manner.Version is { } version)
            message.Headers.TryAddWithoutValidation(version.Name, version.Value);
        if (request.IfMatch is { } state)
            message.Headers.TryAddWithoutValidation("If-Match", state);
        if (request.Prefer is { } prefer)
            message.Headers.TryAddWithoutValidation("Prefer", prefer);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        return message;
    }

    private ResiliencePipeline<WireAnswer> Repeating() =>
        new ResiliencePipelineBuilder<WireAnswer> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<WireAnswer>
            {
                MaxRetryAttempts = _policy.Repeats,
                ShouldHandle = args => ValueTask.FromResult(Passes(args.Outcome) && !(args.Outcome.Result?.RetryAfter > _policy.LongestWish)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(PauseAfter(args.Outcome.Result, args.AttemptNumber)),
            })
            .Build();

    /// <summary>The service's wish and up to a second more, so that all who waited do not return at once; else full jitter.</summary>
    public TimeSpan PauseAfter(WireAnswer? answer, int repeat)
    {
        var own = TimeSpan.FromTicks(Math.Min(_policy.LongestPause.Ticks, _policy.FirstPause.Ticks << Math.Min(repeat, 16)));
        return answer?.RetryAfter is { } wish ? wish + _chance.PartOf(_policy.FirstPause) : _chance.PartOf(own);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static bool WasSent(HttpRequestError error) =>
        error is not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name is not known",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection (certificate or TLS)",
        HttpRequestError.ProxyTunnelError => "the proxy refused the tunnel",
        HttpRequestError.ResponseEnded => "the connection ended before the answer did",
        _ => "the connection broke",
    };

    /// <summary>Whether a read that was answered so may be answered better a little later.</summary>
    public static bool MayPass(WireAnswer answer) => answer.Status is 408 or 429 or 500 or 502 or 503 or 504;

    private static bool Passes(Outcome<WireAnswer> outcome) =>
        outcome.Result is { } answer && MayPass(answer) || outcome.Exception is WireException { Repeatable: true };
}
