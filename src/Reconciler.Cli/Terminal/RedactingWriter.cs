using System.Text;
using Reconciler.Core.Targets;

namespace Reconciler.Cli.Terminal;

/// <summary>
/// A stream of text without secrets, also when one comes in several pieces: an end that may be the beginning of a secret waits for what
/// follows, or for <see cref="Finish"/>. Once it has failed it says nothing more.
/// </summary>
internal sealed class RedactingWriter : TextWriter
{
    private readonly TextWriter _to;
    private readonly Redaction _redaction;
    private readonly Lock _gate = new();
    private string _kept = "";
    private bool _hasFailed;

    public RedactingWriter(TextWriter to, Redaction redaction)
        : base(to.FormatProvider)
    {
        (_to, _redaction) = (to, redaction);
        CoreNewLine = to.NewLine.ToCharArray();
    }

    public override Encoding Encoding => _to.Encoding;

    public override void Write(char value) => Say(value.ToString());

    public override void Write(string? value) => Say(value ?? "");

    public override void Write(char[] buffer, int index, int count) => Say(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Say(buffer.ToString());

    public override void Flush()
    {
        lock (_gate)
            _to.Flush();
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    /// <summary>Nothing follows: what waited is said, without what is whole of a secret in it.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            if (_hasFailed)
                return;
            var last = _redaction.Over(_kept);
            _kept = "";
            _to.Write(last);
        }
    }

    private void Say(string text)
    {
        lock (_gate)
        {
            if (_hasFailed)
                throw new RedactionException(new InvalidOperationException("it failed before"));
            if (_kept.Length == 0 && _redaction.IsEmpty)
            {
                _to.Write(text);
                return;
            }

            string said;
            try
            {
                (said, _kept) = _redaction.OverPart(_kept + text);
            }
            catch (Exception e)
            {
                _hasFailed = true;
                throw new RedactionException(e);
            }

            _to.Write(said);
        }
    }
}
