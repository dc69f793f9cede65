using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Answers without the secrets of the requests that they answer.</summary>
internal static class ClearedAnswer
{
    /// <summary>An answer that refuses is quoted to people, so it is cleared before anybody reads it; so are the words of any answer's head.</summary>
    public static WireAnswer Over(this Redaction redaction, WireAnswer answer) => redaction.IsEmpty ? answer : answer with
    {
        Body = answer.IsSuccess ? answer.Body : redaction.Over(answer.Body),
        RequestId = redaction.Over(answer.RequestId),
        Location = answer.IsSuccess || answer.Location is null ? answer.Location : redaction.Over(answer.Location),
        Challenge = answer.Challenge is null ? null : redaction.Over(answer.Challenge),
    };

    private static ReadOnlyMemory<byte> Over(this Redaction redaction, ReadOnlyMemory<byte> body)
    {
        // What is no UTF-8 is no text that anybody quotes, and stays as it is where nothing is found in it.
        var text = Encoding.UTF8.GetString(body.Span);
        var clean = redaction.Over(text);
        return ReferenceEquals(clean, text) || clean == text ? body : Encoding.UTF8.GetBytes(clean);
    }
}
