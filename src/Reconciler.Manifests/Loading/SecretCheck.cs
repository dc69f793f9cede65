using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Finds secrets in clear in the control file and in mappings: text of a known form anywhere, text that looks drawn by chance below a key that
/// speaks of secrets. What the grammar takes for a reference to a secret is its own to judge.
/// </summary>
internal static class SecretCheck
{
    private static readonly string[] Words = ["password", "passwd", "pwd", "passphrase", "secret", "token", "credential", "apikey", "api-key", "api_key", "authorization"];

    // They speak of a secret and are none: where a token comes from, what a credential is called.
    private static readonly HashSet<string> Harmless = new(["tokenUrl", "tokenFile", "type", "audience", "scope"], StringComparer.Ordinal);

    public static void Run(Node root, ICollection<Diagnostic> faults) => Walk(root, isPlace: false, faults);

    private static void Walk(Node node, bool isPlace, ICollection<Diagnostic> faults)
    {
        if (node.Kind is NodeKind.Scalar && !IsReference(node.Text) && (SecretText.IsKnown(node.Text) || (isPlace && SecretText.IsRandom(node.Text))))
            faults.Add(RuleFaults.SecretInClear(node.Span));
        foreach (var item in node.Items)
            Walk(item, isPlace, faults);
        foreach (var (key, value) in node.Entries)
            Walk(value, !Harmless.Contains(key.Text) && (isPlace || SpeaksOfSecrets(key.Text)), faults);
    }

    private static bool SpeaksOfSecrets(string key)
    {
        foreach (var word in Words)
        {
            if (key.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsReference(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith("keyvault:", StringComparison.Ordinal);
}
