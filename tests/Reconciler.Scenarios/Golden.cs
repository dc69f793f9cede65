using System.Runtime.CompilerServices;

namespace Reconciler.Scenarios;

/// <summary>Compares a text with its golden file; <c>RECONCILER_ACCEPT_GOLDENS=1</c> rewrites the file instead.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here) ?? ".", "goldens", name);
        if (Environment.GetEnvironmentVariable("RECONCILER_ACCEPT_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"there is no golden file {name}: run once with RECONCILER_ACCEPT_GOLDENS=1 and read it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
