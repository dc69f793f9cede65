using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>Takes out of what a service says what is secret, and the values of this connection that are not shown: some repeat the request in their errors. Safe to share between threads.</summary>
internal sealed class Mask(Redaction secrets)
{
    // Of this connection alone: a value that is hidden here may be an ordinary word elsewhere.
    private readonly Redaction _values = new();

    public Redaction Secrets { get; } = secrets;

    /// <summary>Remembers a password that was just made.</summary>
    public string AddPassword(string password) => Secrets.AddPassing(password);

    /// <summary>Remembers a value that no plan shows; one too short to be told from ordinary words is not looked for.</summary>
    public string AddValue(string value) => _values.AddPassing(value);

    public string Over(string text) => Secrets.Over(_values.Over(text));
}
