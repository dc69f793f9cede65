using System.Collections.Immutable;

namespace Reconciler.Emulator.Faults;

/// <summary>A fault for the next requests of a kind: a status in place of the answer, or a dropped connection; before or after the effect.</summary>
public sealed record RequestFault
{
    /// <summary>Given the verb and the path with its query (<c>/v1.0/users?$top=5</c>): whether the fault strikes this request or batch item.</summary>
    public required Func<string, string, bool> Matches { get; init; }

    /// <summary>How many requests it strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether the request takes effect before the fault hides its answer.</summary>
    public bool Executes { get; init; }

    /// <summary>The status to answer; null drops the connection.</summary>
    public int? Status { get; init; }

    /// <summary>Code of the error body.</summary>
    public string Code { get; init; } = "UnknownError";

    /// <summary>Message of the error body.</summary>
    public string Message { get; init; } = "";

    /// <summary>A whole body in place of the error body.</summary>
    public string? Body { get; init; }

    /// <summary>Headers of the answer, for example <c>Retry-After</c>.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;
}
