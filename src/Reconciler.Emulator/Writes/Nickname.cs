namespace Reconciler.Emulator.Writes;

internal static class Nickname
{
    /// <summary>At most 64 ASCII characters, none of those an address cannot hold.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAscii(c) && !char.IsControl(c) && !"@()\\[]\";:<>, ".Contains(c, StringComparison.Ordinal));
}
