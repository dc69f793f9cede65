using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>Applications of the language's page and of other forms, as the model has them.</summary>
public sealed class ApplicationModelTests
{
    private const string Mappings = """
        version: 1
        mappings:
          m: { object: user, attributes: { userName: { source: objectId, match: 1 } } }
          g: { object: group, attributes: { displayName: { source: objectId, match: 1 } } }
        """;

    private static readonly IdentityModel Whole = Estate.Load(LanguageSamples.Whole).Model();

    [Fact]
    public void The_page_has_two_applications_in_the_order_of_their_keys()
    {
        Assert.Equal(["entrust", "miniorange"], Whole.Applications.Select(a => a.Key));
        var (entrust, miniorange) = (Whole.Applications[0], Whole.Applications[1]);

        Assert.Equal(("Entrust IDaaS", Enforcement.Full, true, false), (entrust.DisplayName, entrust.Enforce, entrust.HasEnterpriseApp, entrust.IsCreated));
        Assert.Equal(("entrust", "full"), (TextAt(entrust.Span), TextAt(entrust.EnforceSpan)));
        Assert.Equal(("miniOrange", true, true), (miniorange.DisplayName, miniorange.HasEnterpriseApp, miniorange.IsCreated));
        Assert.Null(miniorange.Assignments);
        Assert.Null(miniorange.Scim);
    }

    [Fact]
    public void Its_assignments_are_one_list_with_terms_and_places()
    {
        var list = Whole.Applications[0].Assignments;

        Assert.Equal(("assignments", LinkMode.Exclusive, true, "exclusive"), (list?.Link, list?.Mode, list?.SaysMode, TextAt(list?.Span ?? default)));
        Assert.Equal(
        [
            ("engineering", "User", null, false, "engineering"),
            ("platform", "User", null, true, "platform"),
            ("charles.babbage", "Admin", new DateOnly(2027, 3, 31), false, "charles.babbage"),
        ], list?.Ends.Select(e => (e.To.ToString(), e.Role, e.Until, e.Expand, TextAt(e.Span))));
        Assert.All(list?.Ends ?? [], e => Assert.IsType<Reference.ByKey>(e.To));
    }

    [Fact]
    public void Its_accounts_are_read_whole()
    {
        var scim = Assert.IsType<ScimSettings>(Whole.Applications[0].Scim);

        Assert.Equal(new Uri("https://contoso.us.trustedauth.com/api/web/scim/v2"), scim.BaseUrl);
        Assert.Equal(new ScimAuthentication.Bearer("env:RECONCILER_ENTRUST_TOKEN"), scim.Authentication);
        Assert.Equal(("entrust", 1), (scim.Profile.Name, scim.Profile.Users.Attribute("emails").MaxItems));
        Assert.Same(Whole.Mappings.Single(m => m.Key == "entrust-users"), scim.Users);
        Assert.Equal(AccountActions.Create | AccountActions.Update | AccountActions.Deactivate, scim.Actions);
        Assert.Equal((UnassignedAccounts.Deactivate, UnknownAccounts.Report), (scim.Unassigned, scim.Unknown));
        Assert.Equal(("scim", "actions", "deactivate", "report"), (TextAt(scim.Span), TextAt(scim.ActionsSpan), TextAt(scim.UnassignedSpan), TextAt(scim.UnknownSpan)));
        Assert.Equal(["svc-*"], scim.Ignore.AsEnumerable());
        Assert.Equal([("integration@contoso.com", "integration@contoso.com")], scim.Protected.Select(p => (p.UserName, TextAt(p.Span))));
        var groups = Assert.IsType<PushSettings>(scim.Groups);
        Assert.Equal((GroupPush.Assigned, false, false, "entrust-groups"), (groups.Push, groups.DeletesUnassigned, groups.RemovesForeignMembers, groups.Mapping.Key));
        Assert.Equal(("groups", "keep"), (TextAt(groups.Span), TextAt(groups.UnassignedSpan)));
    }

    [Fact]
    public void Enterprise_applications_stand_first_among_the_objects_of_the_directory()
    {
        Assert.Equal(Whole.Resources.OrderBy(r => r.Key), Whole.Resources);
        Assert.Equal(["entrust", "miniorange"], Whole.Resources.Take(2).Select(r => r.Key.Name));
        var entrust = Whole.Resources[0];

        Assert.Equal((Kind.Application, true, null), (entrust.Key.Kind, entrust.Existing, entrust.Id));
        Assert.Equal(
        [
            ("appId", "3f0c0000-2222-3333-4444-555555555555", "3f0c0000-2222-3333-4444-555555555555"),
            ("assignmentRequired", "true", "true"),
            ("displayName", "Entrust IDaaS", "Entrust IDaaS"),
            ("roleDescriptions", "", "roles"),
            ("roles", "Admin=Admin, Approver=Approver, Payroll=Payroll, User=User", "roles"),
        ], entrust.Cells.Select(c => (c.Attribute, c.Value.ToString(), TextAt(c.Span))));
        Assert.IsType<AttributeValue.Flag>(entrust.Value("assignmentRequired"));
        Assert.Same(Whole.Applications[0].Assignments, Assert.Single(entrust.Links));
        Assert.Equal([("displayName", "miniOrange"), ("template", "non-gallery")], Whole.Resources[1].Cells.Select(c => (c.Attribute, c.Value.ToString())));
        Assert.Equal((false, 0), (Whole.Resources[1].Existing, Whole.Resources[1].Links.Length));
    }

    [Fact]
    public void Roles_that_exclude_each_other_are_in_the_model()
    {
        var rule = Assert.Single(Whole.Conflicts);

        Assert.Equal(("pay-and-approve", "pay-and-approve"), (rule.Name, TextAt(rule.Span)));
        Assert.Equal([("entrust", "Approver"), ("entrust", "Payroll")], rule.All.AsEnumerable());
    }

    [Theory]
    [InlineData("id: 8B0C6F0E-5A51-4C8E-9B0E-2F6F3F0F1A2B", "", "8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b", true, "")]
    [InlineData("id: 8B0C6F0E-5A51-4C8E-9B0E-2F6F3F0F1A2B", "displayName: Wiki, ", "8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b", true, "displayName=Wiki")]
    [InlineData("displayName: Handbook", "displayName: Wiki, ", null, true, "displayName=Handbook")]
    [InlineData("template: non-gallery", "", null, false, "displayName=wiki template=non-gallery")]
    [InlineData("template: 8adf8e6e-67b2-4cf2-a259-e3dc5476c621", "displayName: Wiki, ", null, false, "displayName=Wiki template=8adf8e6e-67b2-4cf2-a259-e3dc5476c621")]
    [InlineData("displayName: Handbook, assignmentRequired: false", "", null, true, "assignmentRequired=false displayName=Handbook")]
    public void An_enterprise_application_says_what_finds_or_makes_it(string app, string name, string? id, bool existing, string cells)
    {
        var resource = Assert.Single(Control($"wiki: {{ {name}enforce: add, enterpriseApp: {{ {app} }} }}").Resources);

        Assert.Equal((id, existing), (resource.Id?.Value, resource.Existing));
        Assert.Equal(cells, string.Join(' ', resource.Cells.Select(c => $"{c.Attribute}={c.Value}")));
        Assert.Equal(id is null, resource.IdSpan.IsNone);
    }

    [Fact]
    public void Roles_have_names_and_descriptions_and_none_is_managed_and_empty()
    {
        var model = Control("""
            a: { enforce: full, enterpriseApp: { displayName: A }, roles: [{ value: W, displayName: Writer, description: May write }, { value: R, displayName: Reader }, X] }
              b: { enforce: full, enterpriseApp: { displayName: B }, roles: [] }
              c: { enforce: full, enterpriseApp: { displayName: C }, unmanaged: [roles, assignments] }
            """);

        Assert.Equal("R=Reader, W=Writer, X=X", model.Resources[0].Value("roles").ToString());
        Assert.Equal("W=May write", model.Resources[0].Value("roleDescriptions").ToString());
        Assert.Equal(["displayName", "roleDescriptions", "roles"], model.Resources[1].Cells.Select(c => c.Attribute));
        Assert.True(model.Resources[1].Value("roles").IsAbsent && model.Resources[1].Value("roleDescriptions").IsAbsent);
        Assert.Equal(["displayName"], model.Resources[2].Cells.Select(c => c.Attribute));
        Assert.Equal(["assignments", "roles"], model.Resources[2].Unmanaged.AsEnumerable());
    }

    [Fact]
    public void Without_a_directory_an_application_is_its_accounts()
    {
        var model = Estate.Load(
            ("reconciler.yaml", $"version: 1\nworkspace: contoso\napplications:\n  Wiki:\n    enforce: observe\n    scim: {{ baseUrl: \"http://localhost:5000/scim\", auth: {{ type: none }}, users: {{ mapping: m }} }}\n"),
            ("m.yaml", Mappings), ("a.yaml", "version: 1\nassignments: { wiki: [{ user: ada@contoso.com }] }"), ("b.yaml", "version: 1\nassignments: { WIKI: [] }")).Model();
        var wiki = Assert.Single(model.Applications);
        var scim = Assert.IsType<ScimSettings>(wiki.Scim);

        Assert.Empty(model.Resources);
        Assert.Equal((false, "Wiki/scim", Enforcement.Observe), (wiki.HasEnterpriseApp, wiki.AccountTarget.Value, wiki.Enforce));
        Assert.Equal((LinkMode.Exclusive, false, new SourceSpan("a.yaml", 2, 16, 4)), (wiki.Assignments?.Mode, wiki.Assignments?.SaysMode, wiki.Assignments?.Span));
        Assert.Null(Assert.Single(wiki.Assignments?.Ends ?? []).Terms);
        Assert.Equal((AccountActions.All, UnassignedAccounts.Deactivate, UnknownAccounts.Report, "generic"), (scim.Actions, scim.Unassigned, scim.Unknown, scim.Profile.Name));
        Assert.IsType<ScimAuthentication.Anonymous>(scim.Authentication);
        Assert.Null(scim.Groups);
        Assert.Empty(scim.Ignore);
    }

    [Theory]
    [InlineData("basic, username: scim, password: env:RECONCILER_P", "Basic { UserName = scim, Password = env:RECONCILER_P }")]
    [InlineData("header, name: X-Key, value: file:/run/key", "Header { Name = X-Key, Value = file:/run/key }")]
    [InlineData("oauth2, tokenUrl: https://t.example/token, clientId: c, clientSecret: env:RECONCILER_S", "OAuth2 { TokenUrl = https://t.example/token, ClientId = c, ClientSecret = env:RECONCILER_S, Scope =  }")]
    [InlineData("oauth2, tokenUrl: https://t.example/token, clientId: c, clientSecret: env:RECONCILER_S, scope: a b", "OAuth2 { TokenUrl = https://t.example/token, ClientId = c, ClientSecret = env:RECONCILER_S, Scope = a b }")]
    public void Every_way_to_sign_in_keeps_the_reference_to_its_secret(string auth, string expected)
    {
        var scim = Control($"wiki: {{ enforce: full, scim: {{ baseUrl: https://wiki.example, auth: {{ type: {auth} }}, users: {{ mapping: m }} }} }}").Applications[0].Scim;
        Assert.Equal(expected, scim?.Authentication.ToString());
    }

    [Fact]
    public void Every_word_about_accounts_and_groups_is_kept()
    {
        var scim = Control("""
            wiki:
                enforce: full
                scim:
                  baseUrl: https://wiki.example
                  auth: { type: bearer, token: env:RECONCILER_T }
                  users: { mapping: m, actions: [delete, update, deactivate] }
                  groups: { mapping: g, push: all, unassigned: delete, foreignMembers: remove }
                  unassigned: delete
                  unknown: deactivate
                  ignore: [z, a]
                  protected: [z@x, a@x]
            """).Applications[0].Scim;

        Assert.Equal(AccountActions.Update | AccountActions.Deactivate | AccountActions.Delete, scim?.Actions);
        Assert.Equal((GroupPush.All, true, true), (scim?.Groups?.Push, scim?.Groups?.DeletesUnassigned, scim?.Groups?.RemovesForeignMembers));
        Assert.Equal((UnassignedAccounts.Delete, UnknownAccounts.Deactivate), (scim?.Unassigned, scim?.Unknown));
        Assert.Equal(["a", "z", "a@x", "z@x"], scim?.Ignore.Concat(scim.Protected.Select(p => p.UserName)));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("version: 1\nassignments: { wiki: [] }", 0)]
    [InlineData("version: 1\nassignments: { wiki: [{ group: g }, { user: u@contoso.com, reason: CHG-1 }] }", 2)]
    public void An_empty_list_is_managed_and_no_list_is_not(string content, int? ends)
    {
        var model = Estate.Load(
            ("reconciler.yaml", Estate.Control + "\napplications: { wiki: { enforce: full, enterpriseApp: { displayName: W }, assignments: additive } }"),
            ("g.yaml", "version: 1\ngroups: { g: { displayName: G } }"), ("a.yaml", content.Length == 0 ? "version: 1" : content)).Model();

        Assert.Equal(ends, model.Applications[0].Assignments?.Ends.Length);
        Assert.Equal(ends is null ? 0 : 1, model.Resources.Single(r => r.Key.Kind == Kind.Application).Links.Length);
        Assert.All(model.Applications.Select(a => a.Assignments).OfType<DeclaredLinks>(), l => Assert.Equal((LinkMode.Additive, true), (l.Mode, l.SaysMode)));
    }

    [Fact]
    public void The_order_of_files_and_entries_means_nothing()
    {
        var expected = Estate.Describe(Estate.Load(ShuffledApplications.Write(new Random(0))).Model());
        Assert.Contains("assignments Exclusive", expected, StringComparison.Ordinal);
        for (var seed = 1; seed < 60; seed++)
            Assert.Equal(expected, Estate.Describe(Estate.Load(ShuffledApplications.Write(new Random(seed))).Model()));
    }

    private static IdentityModel Control(string application) =>
        Estate.Load(("reconciler.yaml", $"{Estate.Control}\napplications:\n  {application}"), ("m.yaml", Mappings)).Model();

    private static string TextAt(SourceSpan span) =>
        LanguageSamples.Whole.Single(f => f.Path == span.File).Text.Split('\n')[span.Line - 1].Substring(span.Column - 1, span.Length);
}
