namespace Reconciler.Connectors.Tests.Emulator;

internal sealed class FakeClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 5, 14, 9, 21, 43, TimeSpan.Zero);

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
