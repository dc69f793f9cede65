namespace Reconciler.Emulator.Schema;

internal enum ValueShape
{
    Text,
    Flag,
    Number,
    DateTime,
    Id,
    Texts,
    Complex,
    ComplexList,
}
