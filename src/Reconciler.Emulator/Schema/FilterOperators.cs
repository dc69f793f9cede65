namespace Reconciler.Emulator.Schema;

[Flags]
internal enum FilterOperators
{
    None = 0,
    Eq = 1,
    Ne = 2,
    Not = 4,
    Ge = 8,
    Le = 16,
    In = 32,
    StartsWith = 64,
    Null = 128,
    EndsWith = 256,
}
