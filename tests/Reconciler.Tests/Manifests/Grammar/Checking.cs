using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Grammar;

internal static class Checking
{
    public static List<Diagnostic> Content(string text) => Check(Schema.Content, text);

    public static List<Diagnostic> Control(string text) => Check(Schema.Control, text);

    public static List<Diagnostic> Profile(string text) => Check(Schema.Profile, text);

    public static List<Diagnostic> Check(Schema schema, string text)
    {
        var faults = new List<Diagnostic>();
        var document = YamlDocument.Parse("f", text, new NodeBudget(), faults);
        Assert.Empty(faults);
        Assert.Equal(schema.Validate(document, faults), faults.Count == 0);
        return faults;
    }

    /// <summary><c>RC110 2:1+3 unknown key `x`</c></summary>
    public static string Brief(Diagnostic fault) => $"{fault.Code} {fault.Span.Line}:{fault.Span.Column}+{fault.Span.Length} {fault.Message}";
}
