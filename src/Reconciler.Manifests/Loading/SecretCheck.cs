using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Finds secrets in clear in the control file and in mappings: text of a known form anywhere, text that looks drawn by chance below a key that
/// speaks of secrets. What the grammar takes for a reference to a secret is its own to judge.
/// </summary>
internal static class SecretCheck
{
    public static void Run(Node root, ICollection<Diagnostic> faults) => Walk(root, isPlace: false, faults);

    private static void Walk(Node node, bool isPlace, ICollection<Diagnostic> faults)
    {
        if (node.Kind is NodeKind.Scalar && !SecretWords.IsReference(node.Text) && (SecretText.IsKnown(node.Text) || (isPlace && SecretText.IsRandom(node.Text))))
            faults.Add(RuleFaults.SecretInClear(node));
        foreach (var item in node.Items)
            Walk(item, isPlace, faults);
        foreach (var (key, value) in node.Entries)
            Walk(value, !SecretWords.IsHarmless(key.Text) && (isPlace || SecretWords.Speaks(key.Text)), faults);
    }
}
