namespace Reconciler.Emulator.Schema;

internal enum PropertyAccess
{
    Write,
    ReadOnly,
    CreateOnly,
}
