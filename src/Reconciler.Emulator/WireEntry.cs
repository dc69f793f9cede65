using System.Collections.Immutable;

namespace Reconciler.Emulator;

/// <summary>One request the emulator has answered; <see cref="Request"/> is its JSON body with passwords masked.</summary>
public sealed record WireEntry(int Number, string Method, string Path, int Status, ImmutableArray<WireItem> Items, string? Request);

/// <summary>One request inside a <c>$batch</c>, in the order of the answers.</summary>
public sealed record WireItem(string Id, string Method, string Path, int Status);
