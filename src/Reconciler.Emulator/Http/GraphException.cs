using System.Collections.Immutable;

namespace Reconciler.Emulator.Http;

/// <summary>An answer other than success; nothing has changed when it is thrown.</summary>
internal sealed class GraphException(int status, string code, string message, params ImmutableArray<ErrorDetail> details) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public ImmutableArray<ErrorDetail> Details => details;

    /// <summary>Header of the answer, as the fresh start after a stale delta token.</summary>
    public KeyValuePair<string, string>? Header { get; init; }
}
