namespace Reconciler.Core.Values;

/// <summary>
/// Names an operation by its content, SHA-256 of its canonical form as 64 lower-case hex digits: the same change of the same object has the same id in every plan.
/// </summary>
public readonly record struct OperationId(string Value)
{
    /// <summary>As many digits as people and documents are shown.</summary>
    private const int Shown = 12;

    public override string ToString() => Value is { Length: > Shown } ? Value[..Shown] : Value ?? "";
}
