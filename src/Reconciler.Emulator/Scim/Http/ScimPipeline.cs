using System.Text;
using Microsoft.AspNetCore.Http;
using Reconciler.Emulator.Faults;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Measures;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Between ASP.NET Core and a call to an application: finds it by <c>/scim/KEY/</c>, checks the credential, logs and answers.</summary>
internal sealed class ScimPipeline(ScimDirectory directory, WireLog wire, Tally tally, EmulatorSwitches switches)
{
    private const string Prefix = "/scim/";

    public static bool Is(HttpContext context) => Exchange.RawTarget(context).Path.StartsWith(Prefix, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await Exchange.BodyAsync(request, context.RequestAborted);
        var (path, query) = Exchange.RawTarget(context);
        string[] segments = [.. path[Prefix.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var application = segments.Length > 0 ? directory.Find(segments[0]) : null;
        Answer answer;
        if (application is not null && segments is [_, "oauth", "token"])
        {
            answer = ScimTokenEndpoint.Run(application, request.Method, request.Headers.Authorization, Encoding.UTF8.GetString(body));
            // The form holds the client's secret: only the fact is logged.
            wire.Add(request.Method, path, answer.Status, [], default);
        }
        else
        {
            answer = application is null || segments is not [_, "v2", ..]
                ? ScimAnswers.Of(new ScimException(404, null, "There is no SCIM application at this path"), ScimCall.ScimType)
                : Run(application, context, segments[2..], path + query, query, body);
            wire.Add(request.Method, path + query, answer.Status, answer.Items, body);
        }

        tally.Scim(answer.Body.Length);
        if (!await Exchange.HoldAsync(context, answer, switches.Latency) || answer.IsDropped)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await Exchange.WriteBodyAsync(context, answer);
    }

    private static Answer Run(ScimApplication application, HttpContext context, string[] segments, string target, string query, byte[] body)
    {
        var request = context.Request;
        var call = new ScimCall(application, request.Method, segments, query, $"{request.Scheme}://{request.Host}{Prefix}{application.Key}/v2")
        {
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
        };
        if (ScimCredentials.Refuse(application, call.Header, call.Now) is { } refusal)
            return ScimAnswers.Of(refusal, call.AnswerType);
        return Struck.Run(application.Switches.Take(request.Method, target), () => Throttled(call), (fault, status) => ScimAnswers.Of(fault, status, call.AnswerType));
    }

    private static Answer Throttled(ScimCall call)
    {
        if (call.Application.Wait(call.Now) is { } wait)
        {
            return ScimAnswers.Of(new ScimException(429, null, "Too many requests"), call.AnswerType)
                .With("Retry-After", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString());
        }

        try
        {
            return Locked(call);
        }
        catch (ScimException failure)
        {
            return ScimAnswers.Of(failure, call.AnswerType);
        }
    }

    private static Answer Locked(ScimCall call)
    {
        var gate = call.Application.Gate;
        if (ScimRouter.Reads(call))
        {
            gate.EnterReadLock();
            try
            {
                return ScimRouter.Route(call);
            }
            finally
            {
                gate.ExitReadLock();
            }
        }

        gate.EnterWriteLock();
        try
        {
            var answer = ScimRouter.Route(call);
            call.Application.Journal?.Flush();
            return answer;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }
}
