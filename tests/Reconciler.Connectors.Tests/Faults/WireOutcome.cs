using System.Collections.Immutable;
using Reconciler.Emulator.Faults;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>One way in which a request can end, before or after its effect.</summary>
internal sealed record WireOutcome(string Name, bool AfterEffect, Func<RequestFault, RequestFault>? Change)
{
    private static readonly ImmutableDictionary<string, string> Nothing = ImmutableDictionary<string, string>.Empty;

    /// <summary>The good answer, then every refusal before an effect, then what leaves open whether there was one, before and after it.</summary>
    public static ImmutableArray<WireOutcome> All { get; } =
    [
        new("200-ok", false, null),
        Status(301, Nothing.Add("Location", "https://elsewhere.example/v1.0")), Status(400), Status(401), Status(403), Status(404), Status(409), Status(412),
        .. Both("408", f => f with { Status = 408 }),
        .. Both("429", f => f with { Status = 429 }),
        .. Both("429-wish", f => f with { Status = 429, Headers = Nothing.Add("Retry-After", "3") }),
        .. Both("500", f => f with { Status = 500 }),
        .. Both("502", f => f with { Status = 502, Body = "<html><title>Bad Gateway</title></html>", ContentType = "text/html" }),
        .. Both("503", f => f with { Status = 503 }),
        .. Both("503-wish", f => f with { Status = 503, Headers = Nothing.Add("Retry-After", "3") }),
        .. Both("504", f => f with { Status = 504 }),
        .. Both("reset", f => f),
        new("cut", false, f => f with { Status = 200, Body = """{"id":"7d0e5cf5-0000-4000-8000-000000000001"}""", Cuts = true }),
        new("cut", true, f => f with { Answers = true, Cuts = true }),
        .. Both("garbage", f => f with { Status = 200, Body = "<html><title>Sign in</title></html>", ContentType = "text/html" }),
        .. Both("timeout", f => f with { Delay = Timeout.InfiniteTimeSpan }),
    ];

    /// <summary>The service says that it did nothing, and did it: whoever believes it for good cannot know better.</summary>
    public bool IsFalse => AfterEffect && Name is ("429" or "429-wish" or "503-wish");

    public override string ToString() => $"{Name,-8} {(Change is null ? "-" : AfterEffect ? "after" : "before"),-6}";

    private static WireOutcome Status(int status, ImmutableDictionary<string, string>? headers = null) =>
        new($"{status}", false, f => f with { Status = status, Headers = headers ?? Nothing });

    private static IEnumerable<WireOutcome> Both(string name, Func<RequestFault, RequestFault> change) =>
        [new(name, false, change), new(name, true, f => change(f) with { Executes = true })];
}
