using System.Collections.Immutable;

namespace Reconciler.Emulator.Faults;

/// <summary>
/// A fault for the next requests of a kind, before or after their effect: a status in place of the answer, a dropped connection, an answer that
/// breaks off, or one that comes late. What strikes an item of a <c>$batch</c> so that there is no whole answer strikes its envelope.
/// </summary>
public sealed record RequestFault
{
    /// <summary>Given the verb and the path with its query (<c>/v1.0/users?$top=5</c>): whether the fault strikes this request or batch item.</summary>
    public required Func<string, string, bool> Matches { get; init; }

    /// <summary>How many matching requests pass before it strikes.</summary>
    public int After { get; init; }

    /// <summary>How many requests it strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether the request takes effect before the fault hides its answer.</summary>
    public bool Executes { get; init; }

    /// <summary>The request takes effect and its own answer is sent, if late or cut; <see cref="Status"/> has no meaning then.</summary>
    public bool Answers { get; init; }

    /// <summary>The status to answer; null drops the connection.</summary>
    public int? Status { get; init; }

    /// <summary>Code of the error body.</summary>
    public string Code { get; init; } = "UnknownError";

    /// <summary>Message of the error body.</summary>
    public string Message { get; init; } = "";

    /// <summary>A whole body in place of the error body.</summary>
    public string? Body { get; init; }

    /// <summary>Media type of <see cref="Body"/>; null is the service's own.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers of the answer, for example <c>Retry-After</c>.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The connection breaks in the middle of the answer's body; where there is none, before the answer.</summary>
    public bool Cuts { get; init; }

    /// <summary>How long the answer is held back, by the wall clock; <see cref="Timeout.InfiniteTimeSpan"/> until the caller gives up.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Told each time it strikes, when the effect has taken place or not and the answer is still to come.</summary>
    public Action? Struck { get; init; }
}
