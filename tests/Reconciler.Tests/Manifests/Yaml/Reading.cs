using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

/// <summary>Reads a text as a file named <c>f</c>.</summary>
internal static class Reading
{
    public static (YamlDocument Document, List<Diagnostic> Faults) Read(string text, NodeBudget? budget = null)
    {
        var faults = new List<Diagnostic>();
        return (YamlDocument.Parse("f", text, budget ?? new NodeBudget(), faults), faults);
    }

    public static YamlDocument Sound(string text)
    {
        var (document, faults) = Read(text);
        Assert.Empty(faults);
        Assert.True(document.IsWhole);
        return document;
    }

    /// <summary><c>RC105 2:1+3</c>: code, line, column, length.</summary>
    public static string Brief(Diagnostic fault) => $"{fault.Code} {Brief(fault.Span)}";

    public static string Brief(SourceSpan span) => $"{span.Line}:{span.Column}+{span.Length}";

    public static Node At(this Node node, string path)
    {
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.Kind is NodeKind.Sequence
                ? node.Items.ToList()[int.Parse(step)]
                : node.Find(step) ?? throw new InvalidOperationException($"No {step} in {path}.");
        }

        return node;
    }

    public static List<Node> ToList(this NodeItems items)
    {
        var list = new List<Node>();
        foreach (var item in items)
            list.Add(item);
        return list;
    }

    public static List<NodeEntry> ToList(this NodeEntries entries)
    {
        var list = new List<NodeEntry>();
        foreach (var entry in entries)
            list.Add(entry);
        return list;
    }
}
