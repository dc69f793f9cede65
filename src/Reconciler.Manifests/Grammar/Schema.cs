using System.Text.Json;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>A JSON Schema of this program, enforced at the positions of a YAML text.</summary>
internal sealed class Schema
{
    private static readonly Lazy<Schema> LazyControl = new(() => new(PublishedSchemas.Text("reconciler"), isContent: false));
    private static readonly Lazy<Schema> LazyContent = new(() => new(PublishedSchemas.Text("content"), isContent: true));
    private static readonly Lazy<Schema> LazyProfile = new(() => new(PublishedSchemas.Text("profile"), isContent: false));

    private readonly Rule root;
    private readonly bool isContent;

    private Schema(string json, bool isContent)
    {
        using var document = JsonDocument.Parse(json);
        root = new SchemaCompiler(document.RootElement).Compile();
        this.isContent = isContent;
    }

    /// <summary>The grammar of <c>reconciler.yaml</c>.</summary>
    public static Schema Control => LazyControl.Value;

    /// <summary>The grammar of every file that is neither of the others.</summary>
    public static Schema Content => LazyContent.Value;

    /// <summary>The grammar of <c>NAME.profile.yaml</c>.</summary>
    public static Schema Profile => LazyProfile.Value;

    /// <summary>A schema from its text; <see cref="NotSupportedException"/> when it uses a keyword that is not enforced.</summary>
    public static Schema Parse(string json) => new(json, isContent: false);

    /// <summary>The text of an embedded schema, by file name.</summary>
    public static string Source(string name) => PublishedSchemas.Text(name.Replace(".schema.json", "", StringComparison.Ordinal));

    /// <summary>
    /// Adds every fault of a document to those of its text; none for one that could not be read as YAML, whose faults are known. True when
    /// there is no fault of the grammar. Of a text with any fault, no fault shows what may be a secret.
    /// </summary>
    public bool Validate(YamlDocument document, List<Diagnostic> faults)
    {
        if (!document.IsWhole)
            return false;
        var secrets = new SecretPlaces(root, document);
        var good = Check(document, faults, secrets);
        for (var i = 0; i < faults.Count; i++)
            faults[i] = faults[i] with { Hidden = faults[i].Hidden.IsEmpty ? secrets.Spans : [.. faults[i].Hidden, .. secrets.Spans] };
        return good;
    }

    private bool Check(YamlDocument document, List<Diagnostic> faults, SecretPlaces secrets)
    {
        var top = document.Root;
        if (!SaysVersion(top))
        {
            faults.Add(GrammarFaults.NoVersion(document.SpanOf(0, 1), top.Kind is NodeKind.Mapping || top.IsEmpty, isContent));
            return false;
        }

        // What another version says is not judged by the rules of this one.
        if (root.Mapping?.RuleOf("version")?.Scalar?.Words is [var known] && top.Find("version") is { IsPlain: true } version
            && version.Text != known && version.Text.Length > 0 && version.Text.All(char.IsAsciiDigit))
        {
            faults.Add(GrammarFaults.OtherVersion(version, known));
            return false;
        }

        return root.Check(top, top, new FaultSink(faults, secrets));
    }

    // A text without a version is most likely not ours at all: one sentence instead of a fault a line. A misspelt one is an unknown key.
    private bool SaysVersion(Node node)
    {
        if (root.Mapping?.Knows("version") is not true)
            return true;
        foreach (var (key, _) in node.Entries)
        {
            if (Suggestion.Nearest("version", [key.Text]) is not null)
                return true;
        }

        return false;
    }
}
