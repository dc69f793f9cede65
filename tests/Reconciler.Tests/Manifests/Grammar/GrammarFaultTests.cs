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

    [Fact]
    public void Every_line_of_a_secret_is_hidden_by_every_fault_of_its_file()
    {
        const string Control = """
            version: 1
            workspace: contoso
            colour: blue
            directory:
              type: entra
              tenant: contoso.com
              enforce: full
              credential:
                type: certificate
                certificat: |
                  -----BEGIN PRIVATE KEY-----

                  canary
            """;
        Assert.All(Checking.Control(Control), f => Assert.Equal(["10:17+1", "11:7+27", "13:7+6"], f.Hidden.Select(h => $"{h.Line}:{h.Column}+{h.Length}")));
    }

    [Theory]
    [InlineData("{ type: managedIdentity, clientSecret: env:RECONCILER_S }")]
    [InlineData("{ type: clientSecret, clientSecrte: file:/run/secrets/s }")]
    [InlineData("{ type: clientSecret, clientId: me, clientSecret: env:HOME }")]
    public void What_only_names_a_secret_is_shown(string credential) =>
        Assert.All(Checking.Control($"version: 1\nworkspace: c\ndirectory: {{ type: entra, tenant: c.com, enforce: full, credential: {credential} }}\n"), f => Assert.Empty(f.Hidden));
}
