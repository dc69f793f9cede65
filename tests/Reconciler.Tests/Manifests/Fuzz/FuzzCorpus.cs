using System.Text;
using Reconciler.Core.Reporting;
using Reconciler.Tests.Manifests.Broken;
using Reconciler.Tests.Manifests.Loading;
using Reconciler.Tests.Reporting;

namespace Reconciler.Tests.Manifests.Fuzz;

internal static class FuzzCorpus
{
    /// <summary>Every file of the broken workspaces, of the examples and of the language's page.</summary>
    public static IReadOnlyList<byte[]> Files { get; } =
    [
        .. BrokenTable.All.SelectMany(c => c.Files).Select(f => f.Read().Bytes.ToArray()),
        .. Directory.EnumerateFiles(Path.Combine(BrokenTable.Here, "..", "..", "..", "..", "examples"), "*.yaml", SearchOption.AllDirectories).Select(File.ReadAllBytes),
        .. LanguageSamples.Whole.Select(f => Encoding.UTF8.GetBytes(f.Text)),
    ];

    /// <summary>Documents as the program saves them.</summary>
    public static IReadOnlyList<byte[]> Documents { get; } =
    [
        .. new[] { SamplePlans.Empty, SamplePlans.Rich, SamplePlans.Blocked }.Select(p => Encoding.UTF8.GetBytes(DocumentJson.Write(DocumentJson.Sealed(p)))),
        .. new[] { SampleReports.Partly, SampleReports.Applied }.Select(r => Encoding.UTF8.GetBytes(DocumentJson.Write(r))),
    ];
}
