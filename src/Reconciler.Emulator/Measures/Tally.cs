namespace Reconciler.Emulator.Measures;

/// <summary>What has been asked since the tally was begun: what goes over the wire, and what of it is metered.</summary>
internal sealed class Tally
{
    private long _envelopes;
    private long _operations;
    private long _writes;
    private long _units;
    private long _scim;
    private long _bytes;

    /// <summary>HTTP requests to Graph; a <c>$batch</c> is one.</summary>
    public long Envelopes => Interlocked.Read(ref _envelopes);

    /// <summary>Graph requests, each item of a <c>$batch</c> counted and the batch itself not.</summary>
    public long Operations => Interlocked.Read(ref _operations);

    /// <summary>Operations that count against the limit of writes.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Resource units of all operations; a refusal by 400 or 403 costs none.</summary>
    public long ResourceUnits => Interlocked.Read(ref _units);

    /// <summary>HTTP requests to SCIM applications.</summary>
    public long ScimRequests => Interlocked.Read(ref _scim);

    /// <summary>Bytes of the answers' bodies before they are packed.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Envelope(int bytes)
    {
        Interlocked.Increment(ref _envelopes);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Operation(bool writes, int units)
    {
        Interlocked.Increment(ref _operations);
        Interlocked.Add(ref _writes, writes ? 1 : 0);
        Interlocked.Add(ref _units, units);
    }

    public void Scim(int bytes)
    {
        Interlocked.Increment(ref _scim);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Interlocked.Exchange(ref _envelopes, 0);
        Interlocked.Exchange(ref _operations, 0);
        Interlocked.Exchange(ref _writes, 0);
        Interlocked.Exchange(ref _units, 0);
        Interlocked.Exchange(ref _scim, 0);
        Interlocked.Exchange(ref _bytes, 0);
    }
}
