namespace Reconciler.Tests.Manifests.Grammar;

public sealed class LanguageTests
{
    [Fact]
    public void The_first_workspace_is_three_lines() => Assert.Empty(Checking.Control(LanguagePage.ShortControl));

    [Fact]
    public void The_whole_control_file_is_grammatical() => Assert.Empty(Checking.Control(LanguagePage.FullControl));

    [Fact]
    public void The_whole_content_file_is_grammatical() => Assert.Empty(Checking.Content(LanguagePage.Content));

    [Theory]
    [InlineData("users: { a: { jobTitle: null, manager: null, businessPhones: [], previously: [other/b] } }")]
    [InlineData("users: { a: { employeeId: 00012, department: 1e3, displayName: no } }")]
    [InlineData("users: { a: { employeeOrgData: { costCenter: 4711, division: null }, onPremisesExtensionAttributes: { extensionAttribute15: x } } }")]
    [InlineData("users: { a: {} }\ngroups: {}")]
    [InlineData("groups: { sig/network: { members: [], membership: additive } }")]
    [InlineData("groups: { a: { members: [{ id: 11111111-2222-3333-4444-555555555555 }, { servicePrincipal: 11111111-2222-3333-4444-555555555555 }, { groupId: 11111111-2222-3333-4444-555555555555, until: 2027-01-31 }] } }")]
    [InlineData("assignments: { wiki: [] }")]
    public void Further_content(string body) => Assert.Empty(Checking.Content($"version: 1\n{body}\n"));

    [Theory]
    [InlineData("directory: { type: entra, tenant: 11111111-2222-3333-4444-555555555555, enforce: observe, ownership: extensionAttribute15, endpoint: https://graph.example }")]
    [InlineData("directory: { type: entra, tenant: contoso.com, enforce: full, credential: { type: clientSecret, clientSecret: 'keyvault:https://v.example/secrets/x' } }")]
    [InlineData("applications: { wiki: { enforce: add, enterpriseApp: { displayName: Wiki, assignmentRequired: false }, scim: { baseUrl: http://127.0.0.1:1, auth: { type: none }, users: { mapping: m } } } }")]
    [InlineData("protected: { users: [a, { employeeId: 1 }], groups: [g, { group: h }] }")]
    public void Further_control(string body) => Assert.Empty(Checking.Control($"version: 1\nworkspace: contoso\n{body}\n"));
}
