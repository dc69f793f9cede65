namespace Reconciler.Core.Mapping.Functions;

/// <summary>What looking for a text in a text costs.</summary>
internal static class Texts
{
    private const int AtOnce = 32;

    /// <summary>Steps of the worst search: long texts of equal characters cost their product.</summary>
    public static long Steps(string source, string search) => source.Length + ((long)source.Length * search.Length / AtOnce);

    public static int Occurrences(string source, string search)
    {
        var count = 0;
        for (var at = source.IndexOf(search, StringComparison.Ordinal); at >= 0; at = source.IndexOf(search, at + search.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
