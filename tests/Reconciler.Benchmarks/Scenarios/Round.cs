using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>One measured run beside its floor, both of the same minute; the emulator's own time beside them.</summary>
internal sealed record Round(Measured Ours, Measured? Floor, Counted? Counted, TimeSpan Emulator);
