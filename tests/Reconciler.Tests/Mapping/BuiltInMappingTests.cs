using Reconciler.Core.Mapping;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Grammar;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Mapping;

public sealed class BuiltInMappingTests
{
    private const string Application = """
        applications:
          app:
            enforce: full
            scim:
              baseUrl: https://app.example/scim
              auth: { type: bearer, token: env:RECONCILER_TOKEN }
              profile: PROFILE
              users: { mapping: USERS }
              groups: { mapping: GROUPS }
        """;

    public static TheoryData<string> Files => [.. BuiltInMappings.Files];

    public static TheoryData<string> Keys => [.. MappingSet.BuiltIn.Select(m => m.Key.Text)];

    [Fact]
    public void The_built_in_mappings() => Assert.Equal(
        "entra-groups entra-users entrust-groups entrust-users miniorange-groups miniorange-users", string.Join(' ', MappingSet.BuiltIn.Select(m => m.Key.Text)));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_built_in_file_is_a_content_file(string file)
    {
        Assert.Empty(Checking.Content(BuiltInMappings.Text(file)));
        Assert.StartsWith("# yaml-language-server: $schema=../../../../schemas/content.schema.json\n", BuiltInMappings.Text(file));
        Assert.Empty(Estate.Load(("reconciler.yaml", Estate.Control), ("a.yaml", BuiltInMappings.Text(file))).Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_built_in_mapping_reads_as_its_golden_says(string key)
    {
        var mapping = Assert.IsType<DraftObjectMapping>(MappingSet.FindBuiltIn(key));
        Testing.Golden.Matches($"{key}.txt", MappingText.Of(Assert.IsType<WholeMapping>(new MappingSet([]).Whole(mapping)).Model));
    }

    [Fact]
    public void Entra_maps_22_attributes_of_a_user_by_default() => Assert.Equal(22, MappingSet.FindBuiltIn("entra-users")?.Rows.Count);

    [Theory]
    [InlineData("generic", "entrust-users", "entrust-groups", "")]
    [InlineData("entrust", "entrust-users", "entrust-groups", "")]
    [InlineData("miniorange", "miniorange-users", "miniorange-groups", "")]
    [InlineData("strict", "miniorange-users", "entra-groups", "")]
    [InlineData("generic", "entra-users", "entra-groups", "RC270")]
    [InlineData("entrust", "entra-users", "entra-groups", "RC270 RC272 RC272")]
    public void An_application_names_them_without_a_declaration(string profile, string users, string groups, string codes)
    {
        var control = $"{Estate.Control}\n{Application.Replace("PROFILE", profile).Replace("USERS", users).Replace("GROUPS", groups)}\n";
        var result = Estate.Load(("reconciler.yaml", control));

        Assert.Equal(codes, string.Join(' ', result.Diagnostics.Select(d => d.Code)));
        Assert.All(result.Diagnostics, d => Assert.Equal(("reconciler.yaml", 11), (d.Span.File, d.Span.Line)));
        if (result.Model is { } model)
            Assert.Equal([groups, users], model.Mappings.Select(m => m.Key));
    }
}
