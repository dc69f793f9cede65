using System.Buffers.Binary;
using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// The one policy by which writes to one target are repeated: as the target wishes with a little chance on top, else by chance up to a doubling limit.
/// A budget keeps repeats of a sick target few: a repeated request takes 5 of 100 tokens, a success gives 1 back.
/// </summary>
internal sealed class RetryPolicy(IRandomness randomness, int mostAttempts, TimeSpan longestLimited)
{
    private const int Full = 100;
    private const int Price = 5;
    private const int TooManyRequests = 429;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private int _tokens = Full;

    /// <summary>The pause after which the operation is tried again; null = its fault stands.</summary>
    /// <param name="wish">What the target asked for; zero = nothing.</param>
    public TimeSpan? Next(PendingOperation pending, TimeSpan wish, Fault fault)
    {
        if (fault.Status == TooManyRequests && pending.Limited < longestLimited)
        {
            var wait = Pause(pending.Number - 1, wish);
            // A wait by chance may come to nothing, and a target that always limits must end some time.
            pending.Limited += wait > First ? wait : First;
            return wait;
        }

        if (++pending.Repeats >= mostAttempts)
            return null;
        // What is limited, or not visible yet, is no sign of a sick target.
        return !SpeaksOfTarget(fault) || Pay(pending.Envelope) ? Pause(pending.Repeats - 1, wish) : null;
    }

    public void Succeeded() => _tokens = Math.Min(Full, _tokens + 1);

    /// <summary>The pause and up to a fifth more.</summary>
    public TimeSpan Jittered(TimeSpan pause) => pause * (1 + (0.2 * Chance()));

    /// <summary>No answer, a fault of the service's own, or a sign-in that is refused: not about one object.</summary>
    public static bool SpeaksOfTarget(Fault fault) => fault.Status is 0 or 401 or >= 500 and not 501;

    private TimeSpan Pause(int repeat, TimeSpan wish)
    {
        if (wish > TimeSpan.Zero)
            return Jittered(wish);
        var limit = First * Math.Pow(2, Math.Min(Math.Max(repeat, 0), 7));
        return (limit < Longest ? limit : Longest) * Chance();
    }

    private bool Pay(Envelope envelope)
    {
        if (envelope.IsPaid is { } paid)
            return paid;
        envelope.IsPaid = _tokens >= Price;
        if (envelope.IsPaid is true)
            _tokens -= Price;
        return envelope.IsPaid is true;
    }

    private double Chance()
    {
        Span<byte> bytes = stackalloc byte[4];
        randomness.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) / (uint.MaxValue + 1.0);
    }
}
