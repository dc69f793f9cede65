using System.Runtime.CompilerServices;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>All cases of <c>cases/</c>. To add one, drop a file there and accept its golden.</summary>
internal static class BrokenTable
{
    public static string Here { get; } = Folder();

    public static IReadOnlyList<BrokenCase> All { get; } =
        [.. Names("cases").Select(n => BrokenCase.Parse(n, File.ReadAllText(Path.Combine(Here, "cases", n + ".txt"))))];

    public static IEnumerable<string> Goldens => Names("goldens");

    public static BrokenCase Find(string name) => All.First(c => c.Name == name);

    private static IEnumerable<string> Names(string folder) => Directory.Exists(Path.Combine(Here, folder))
        ? Directory.EnumerateFiles(Path.Combine(Here, folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)
        : [];

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here) ?? ".";
}
