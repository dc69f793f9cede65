namespace Reconciler.Connectors.Http;

/// <summary>No whole answer came. <see cref="Sent"/>: the service may have seen the request. Holds no body, no query and no header.</summary>
internal sealed class WireException : Exception
{
    public WireException(string message, bool sent, string requestId, Exception? inner = null)
        : base(message, inner)
    {
        Sent = sent;
        RequestId = requestId;
    }

    public bool Sent { get; }

    public string RequestId { get; }

    /// <summary>Whether asking again can help; an answer over the limit will be over it again.</summary>
    public bool Repeatable { get; init; } = true;
}
