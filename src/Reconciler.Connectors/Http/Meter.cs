using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Http;

/// <summary>Counts what a read costs while several chains run at once.</summary>
internal sealed class Meter
{
    private int _requests;
    private int _envelopes;
    private int _units;

    public ReadCost Cost => new(_requests, _envelopes, _units);

    public void Envelope(int requests)
    {
        Interlocked.Increment(ref _envelopes);
        Interlocked.Add(ref _requests, requests);
    }

    public void Units(WireAnswer answer) => Interlocked.Add(ref _units, answer.Units);
}
