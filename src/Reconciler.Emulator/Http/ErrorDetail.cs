namespace Reconciler.Emulator.Http;

internal readonly record struct ErrorDetail(string Code, string Message, string? Target);
