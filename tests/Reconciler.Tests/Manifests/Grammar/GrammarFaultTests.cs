using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Grammar;

/// <summary>What no page shows; every fault as a person reads it stands in the table of broken workspaces.</summary>
public sealed class GrammarFaultTests
{
    [Fact]
    public void A_text_that_is_no_yaml_has_no_fault_of_grammar()
    {
        var faults = new List<Diagnostic>();
        var document = YamlDocument.Parse("f", "a: [", new NodeBudget(), faults);
        Assert.False(Schema.Content.Validate(document, faults));
        Assert.Single(faults);
    }

    [Fact]
    public void Lengths_count_characters() => Assert.Empty(Checking.Content($"version: 1\nusers: {{ a: {{ employeeId: '{string.Concat(Enumerable.Repeat("😀", 16))}' }} }}"));
}
