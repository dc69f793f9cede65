using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Terminal;

/// <summary>
/// The door that everything of one run goes out by, streams and files alike: what is known to be secret becomes <c>***</c>. It flows with the
/// tasks of the run, so that no writer can be made without it. When clearing fails, nothing goes out.
/// </summary>
internal static class Sinks
{
    private static readonly AsyncLocal<Redaction?> Current = new();
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The host of a run that begins, with streams that are cleared.</summary>
    public static CliHost Guarded(CliHost host)
    {
        Current.Value = host.Redaction;
        return host with { Out = new RedactingWriter(host.Out, host.Redaction), Error = new RedactingWriter(host.Error, host.Redaction) };
    }

    /// <summary>Says what was held back as the beginning of a secret and turned out to be none.</summary>
    public static void Finish(CliHost guarded)
    {
        (guarded.Out as RedactingWriter)?.Finish();
        (guarded.Error as RedactingWriter)?.Finish();
    }

    /// <summary>The bytes of a text (UTF-8) as they may go to a file.</summary>
    /// <exception cref="RedactionException">They cannot be looked through.</exception>
    public static ReadOnlySpan<byte> Clear(ReadOnlySpan<byte> text)
    {
        // Outside of a run no secret has been resolved.
        if (Current.Value is not { IsEmpty: false } redaction)
            return text;
        try
        {
            var whole = Strict.GetString(text);
            var clear = redaction.Over(whole);
            return clear == whole ? text : Strict.GetBytes(clear);
        }
        catch (Exception e) when (e is not RedactionException)
        {
            throw new RedactionException(e);
        }
    }
}

/// <summary>What was to be said could not be cleared of secrets, so it was not said.</summary>
internal sealed class RedactionException(Exception cause) : Exception("what was to be written could not be cleared of secrets; nothing of it was written", cause);
