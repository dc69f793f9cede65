using System.Buffers;
using System.Net;
using System.Text.Json;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Floors;

/// <summary>What came of a replay; <see cref="Other"/> were answered otherwise than when they were recorded.</summary>
internal sealed record Replayed(int Requests, IReadOnlyList<string> Other, long Bytes, long Tokens);

/// <summary>
/// Recorded requests once more. Each goes out when all those have been answered that had been answered when it was recorded: as many at once as then,
/// and a page never before the one that named it.
/// </summary>
internal static class Replay
{
    public static async Task<Replayed> RunAsync(string recorded, Uri address)
    {
        var requests = Read(recorded);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All };
        using var client = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var ids = new Ids();
        var byEnd = requests.OrderBy(r => r.To).ToArray();
        var ends = byEnd.Select(r => r.To).ToArray();
        var done = new TaskCompletionSource<Answered>[requests.Length];
        var place = new Dictionary<RecordedRequest, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < byEnd.Length; i++)
        {
            done[i] = new TaskCompletionSource<Answered>(TaskCreationOptions.RunContinuationsAsynchronously);
            place[byEnd[i]] = i;
        }

        // Up to an end, everything is done once what ended before is done, and it is.
        var upTo = new Task[requests.Length + 1];
        upTo[0] = Task.CompletedTask;
        for (var i = 0; i < requests.Length; i++)
            upTo[i + 1] = Both(upTo[i], done[i].Task);
        foreach (var request in requests)
        {
            var needed = Array.BinarySearch(ends, request.From);
            _ = SendAsync(client, ids, request, upTo[needed < 0 ? ~needed : needed], done[place[request]]);
        }

        await upTo[^1];
        var answers = await Task.WhenAll(done.Select(d => d.Task));
        return new Replayed(answers.Length, [.. answers.Select(a => a.Other).OfType<string>()], answers.Sum(a => a.Bytes), answers.Sum(a => a.Tokens));
    }

    private static async Task Both(Task first, Task second)
    {
        await first;
        await second;
    }

    private static async Task SendAsync(HttpClient client, Ids ids, RecordedRequest request, Task needed, TaskCompletionSource<Answered> done)
    {
        try
        {
            await needed;
            done.SetResult(await AskAsync(client, ids, request));
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private static async Task<Answered> AskAsync(HttpClient client, Ids ids, RecordedRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), ids.Of(request.Target));
        if (request.Body.Length > 0)
            message.Content = new ByteArrayContent(ids.Of(request.Body));
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        var other = $"{(int)answer.StatusCode} instead of {request.Status}: {request.Method} {request.Target}";
        var isSame = (int)answer.StatusCode == request.Status;
        if (request.Method == "GET")
        {
            await using var body = await answer.Content.ReadAsStreamAsync();
            var (length, tokens, next) = await DrainAsync(body);
            ids.Name(request.Answer, next);
            return new Answered(isSame ? null : other, length, tokens);
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return new Answered(isSame & ids.Learn(request.Answer, bytes) ? null : other, bytes.Length, Tokens(bytes));
    }

    // A window over the stream: what one read leaves of a token is kept for the next.
    private static async Task<(long Bytes, long Tokens, byte[] Next)> DrainAsync(Stream body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var (held, bytes, tokens) = (0, 0L, 0L);
        var state = default(JsonReaderState);
        byte[] next = [];
        while (true)
        {
            if (held == buffer.Length)
            {
                var bigger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.CopyTo(bigger, 0);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = bigger;
            }

            var read = await body.ReadAsync(buffer.AsMemory(held));
            (held, bytes) = (held + read, bytes + read);
            if (bytes == 0)
                break;
            var (used, seen) = Tokens(buffer.AsSpan(0, held), read == 0, ref state, ref next);
            tokens += seen;
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
            if (read == 0)
                break;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (bytes, tokens, next);
    }

    private static long Tokens(byte[] json)
    {
        var (state, next) = (default(JsonReaderState), Array.Empty<byte>());
        return json.Length == 0 ? 0 : Tokens(json, isLast: true, ref state, ref next).Seen;
    }

    private static (int Used, long Seen) Tokens(ReadOnlySpan<byte> json, bool isLast, ref JsonReaderState state, ref byte[] next)
    {
        var reader = new Utf8JsonReader(json, isLast, state);
        var seen = 0L;
        while (reader.Read())
        {
            seen++;
            // The next page is named near the beginning of one: any other text is looked at no closer than its kind.
            if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1 && reader.ValueSpan.IndexOf("token="u8) >= 0)
                next = reader.ValueSpan.ToArray();
        }

        state = reader.CurrentState;
        return ((int)reader.BytesConsumed, seen);
    }

    private static RecordedRequest[] Read(string file) =>
        [.. File.ReadLines(file).Select(l => JsonSerializer.Deserialize(l, RecordedJson.Default.RecordedRequest)).OfType<RecordedRequest>().OrderBy(r => r.From)];

    private sealed record Answered(string? Other, long Bytes, long Tokens);
}
