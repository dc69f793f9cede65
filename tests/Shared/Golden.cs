using System.Runtime.CompilerServices;

namespace Reconciler.Testing;

/// <summary>
/// Compares a text with the file that holds what it should be, in <c>goldens/</c> beside the calling test.
/// <c>RECONCILER_ACCEPT_GOLDENS=1</c> writes the files anew; the diff is then what a reviewer reads.
/// </summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller) ?? ".", "goldens", name);
        if (Environment.GetEnvironmentVariable("RECONCILER_ACCEPT_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} does not exist: run once with RECONCILER_ACCEPT_GOLDENS=1 and read what it wrote");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
