using Reconciler.Core.Diagnostics;
using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Grammar;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>The workspace of the language's page, in detail.</summary>
public sealed class WholeWorkspaceTests
{
    private static readonly IdentityModel Model = Estate.Load(LanguageSamples.Whole).Model();

    [Fact]
    public void The_shortest_control_file_is_a_workspace()
    {
        var model = Estate.Load(("reconciler.yaml", LanguagePage.ShortControl), ("people.yaml", "version: 1\nusers: { ada: { left: 2027-01-01 } }")).Model();

        Assert.Equal(Enforcement.Full, model.Settings.Directory?.EnforceFor(Kind.Group));
        Assert.Equal(GuardSettings.Default.Limits.AsEnumerable(), model.Settings.Guards.Limits.AsEnumerable());
        Assert.Empty(model.Deferred);
    }

    [Fact]
    public void The_control_file_is_read_whole()
    {
        var settings = Model.Settings;
        var directory = Assert.IsType<DirectorySettings>(settings.Directory);

        Assert.Equal(("contoso", ".reconciler/history", TimeSpan.FromDays(7)), (settings.Workspace, settings.History, settings.PlansExpire));
        Assert.Equal(("contoso.onmicrosoft.com", "global", "workloadIdentity"), (directory.Tenant, directory.Cloud, directory.Credential.Type));
        Assert.Equal(["contoso.com"], directory.Domains.AsEnumerable());
        Assert.Equal(new SourceSpan("reconciler.yaml", 10, 11, 23), directory.TenantSpan);
        Assert.Equal((Enforcement.Full, Enforcement.Full), (directory.Enforce[Kind.User], directory.Enforce[Kind.Group]));
        Assert.Equal("11111111-2222-3333-4444-555555555555", directory.ExtensionAppId);
        Assert.Equal(["employeeId", "userPrincipalName"], directory.Match[Kind.User].AsEnumerable());
        Assert.Equal(["companyName", "employeeHireDate"], directory.ReadOnly[Kind.User].AsEnumerable());
        Assert.Equal((LeaverAction.Disable, true, (int?)30), (directory.UserLeavers.Action, directory.UserLeavers.RevokeSessions, directory.UserLeavers.DeleteAfterDays));
        Assert.Equal((LeaverAction.Keep, null), (directory.GroupLeavers.Action, directory.GroupLeavers.DeleteAfterDays));
        Assert.Equal(GuardSettings.Default.Limits.AsEnumerable(), settings.Guards.Limits.Select(l => l with { Span = default }));
        var budget = Assert.Single(settings.Guards.Overrides);
        Assert.Equal(("removals", "directory", 57, new DateOnly(2026, 12, 1), "iam@contoso.com", "CHG-1234 Lisbon closes"), (budget.Guard, budget.Target.Value, budget.Allow, budget.Until, budget.Owner, budget.Reason));
        Assert.Equal(
            [new Reference.ById(Kind.Group, new("7c1e0000-2222-3333-4444-555555555555")), new Reference.ByAttribute(Kind.User, "userPrincipalName", "breakglass1@contoso.com")],
            settings.Protected.Objects.Select(p => p.Object).OrderBy(p => p.ToString()));
        Assert.Equal(["Global Administrator"], settings.Protected.Roles.Select(r => r.Role));
        Assert.Equal([new ResourceKey(Kind.User, "old.contractor")], settings.Release.Select(r => r.Key));
    }

    [Fact]
    public void A_person_has_attributes_and_links_with_their_places()
    {
        var ada = Model.User("ada.lovelace");

        Assert.Equal("8b0c6f0e-2222-3333-4444-555555555555", ada.Id?.Value);
        Assert.Equal(new SourceSpan("people.yaml", 7, 3, 12), ada.Span);
        Assert.Equal(
            ["accountEnabled", "department", "displayName", "employeeId", "givenName", "jobTitle", "surname", "usageLocation", "userPrincipalName"],
            ada.Cells.Select(c => c.Attribute));
        Assert.Equal(AttributeValue.Of(true), ada.Value("accountEnabled"));
        Assert.Equal(AttributeValue.Of("00012"), ada.Value("employeeId"));
        Assert.Equal(
            [("department", Origin.Defaults, new SourceSpan("people.yaml", 3, 43, 11)), ("usageLocation", Origin.Defaults, new SourceSpan("people.yaml", 3, 27, 2))],
            ada.Cells.Where(c => c.Origin is Origin.Defaults).Select(c => (c.Attribute, c.Origin, c.Span)));
        Assert.Equal(new Reference.ByKey(new(Kind.User, "charles.babbage")), Assert.Single(ada.Link("manager").Ends).To);
        Assert.Equal([new OwnerMark("contoso", "ada.byron"), new OwnerMark("other", "ada.king")], ada.Previously.AsEnumerable());
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2027, 6, 30), 14), (ada.Employment?.Starts?.Date, ada.Employment?.Ends?.Date, ada.Employment?.PrepareDays));
    }

    [Fact]
    public void Defaults_are_for_those_whom_the_workspace_masters()
    {
        Assert.Empty(Model.User("grace.hopper").Cells);
        Assert.Equal(["employeeId", "usageLocation"], Model.User("john.smith").Cells.Select(c => c.Attribute));
        Assert.True(Model.User("john.smith").Existing);
        Assert.Equal(["displayName", "usageLocation", "userPrincipalName"], Model.User("mary.wollstonecraft").Cells.Select(c => c.Attribute));
        Assert.Equal(["department"], Model.User("mary.wollstonecraft").Unmanaged.AsEnumerable());
        Assert.Equal(["inviteRedirectUrl", "inviteSend", "mail", "usageLocation", "userType"], Model.User("guest.turing").Cells.Select(c => c.Attribute));
        Assert.Equal(["displayName", "jobTitle", "otherMails", "userPrincipalName"], Model.User("charles.babbage").Cells.Select(c => c.Attribute));
    }

    [Fact]
    public void Null_and_an_empty_list_are_managed_and_empty()
    {
        var charles = Model.User("charles.babbage");

        Assert.All(charles.Cells.Where(c => c.Attribute is "jobTitle" or "otherMails"), c => Assert.True(c.Value.IsAbsent));
        Assert.Empty(charles.Link("manager").Ends);
        Assert.Empty(Model.Group("platform").Link("members").Ends);
        Assert.Equal("CHG-12", charles.EnableReason);
    }

    [Fact]
    public void A_group_has_lists_with_their_modes_and_every_form_of_reference()
    {
        var group = Model.Group("engineering");
        var members = group.Link("members");

        Assert.Equal((LinkMode.Exclusive, LinkMode.Additive), (members.Mode, group.Link("owners").Mode));
        Assert.Equal(
        [
            (new Reference.ByKey(new(Kind.Group, "platform")), null, null),
            (new Reference.ByKey(new(Kind.User, "ada.lovelace")), null, null),
            (new Reference.ByKey(new(Kind.User, "guest.turing")), (DateOnly?)new DateOnly(2027, 1, 31), "CHG-77"),
            (new Reference.ByAttribute(Kind.User, "userPrincipalName", "mary.shelley@contoso.com"), null, null),
            (new Reference.ByAttribute(Kind.User, "employeeId", "00431"), null, null),
        ], members.Ends.Select(e => (e.To, e.Until, e.Reason)));
        Assert.IsType<Filter.And>(members.Where?.Filter);
        Assert.Equal(AttributeValue.Of("security"), group.Value("kind"));
        Assert.Equal(AttributeValue.Of("(user.userType -eq \"Member\")"), Model.Group("all-staff").Value("membershipRule"));
        Assert.Empty(Model.Group("all-staff").Links);
    }

    [Fact]
    public void What_waits_for_a_later_version_is_counted() => Assert.Equal(
        ["provisioning jobs 1", "licences 2"],
        Model.Deferred.Select(d => $"{d.What} {d.Count}"));

    [Fact]
    public void Names_of_any_form_mean_the_declared_object_that_has_them()
    {
        var model = Estate.LoadContent("""
            users:
              ada: { id: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b, userPrincipalName: ada@contoso.com, displayName: Ada, employeeId: x1 }
            groups:
              a: { displayName: A, members: [ADA] }
              b: { displayName: B, members: [Ada@Contoso.com] }
              c: { displayName: C, members: [{ employeeId: X1 }] }
              d: { displayName: D, members: [{ id: 8B0C6F0E-5A51-4C8E-9B0E-2F6F3F0F1A2B }] }
              e: { id: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2c, displayName: E, owners: [{ servicePrincipal: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2d }], membership: additive }
              f: { displayName: F, members: [{ groupId: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2c }] }
            """).Model();

        var ada = Assert.Single(model.OfKind(Kind.Group).Where(g => g.Key.Name is "a" or "b" or "c" or "d").Select(g => Assert.Single(g.Link("members").Ends).To).Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal(new Reference.ByKey(new(Kind.User, "ada")), ada);
        Assert.Equal(new Reference.ByKey(new(Kind.Group, "e")), Assert.Single(model.Group("f").Link("members").Ends).To);
        Assert.Equal(new Reference.ByAttribute(Kind.ServicePrincipal, "appId", "8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2d"), Assert.Single(model.Group("e").Link("owners").Ends).To);
    }

    [Fact]
    public void Somebody_who_will_leave_takes_defaults_until_that_day()
    {
        const string Content = "version: 1\ndefaults: { users: { department: D } }\nusers: { ada: { left: 2026-11-22 } }";
        LoadResult On(DateOnly day) => WorkspaceLoader.Load(new([Estate.Text("reconciler.yaml", Estate.Control), Estate.Text("a.yaml", Content)], day));

        Assert.Single(On(new(2026, 11, 21)).Model().User("ada").Cells);
        Assert.Empty(On(new(2026, 11, 22)).Model().User("ada").Cells);
    }

    [Fact]
    public void Parts_of_a_group_of_attributes_are_managed_one_by_one()
    {
        var model = Estate.LoadContent("""
            defaults: { users: { employeeOrgData: { costCenter: "1", division: Research } } }
            users:
              ada: { left: 2027-01-01, employeeOrgData: { costCenter: null }, onPremisesExtensionAttributes: { extensionAttribute3: blue } }
              bob: { left: 2027-01-01, unmanaged: [employeeOrgData] }
            """).Model();

        Assert.Equal(
            [("employeeOrgData.costCenter", ""), ("employeeOrgData.division", "Research"), ("onPremisesExtensionAttributes.extensionAttribute3", "blue")],
            model.User("ada").Cells.Select(c => (c.Attribute, c.Value.ToString())));
        Assert.Empty(model.User("bob").Cells);
    }

    [Theory]
    [InlineData("[]", "Absent ")]
    [InlineData("['1']", "Text 1")]
    public void A_list_of_which_the_directory_keeps_one_is_that_one(string written, string expected)
    {
        var schema = new TargetSchema([new KindSchema(Kind.User, 1, [new AttributeSchema("businessPhones", ValueKind.Text, "")], [])]);
        LoadResult Load(string phones) => Estate.Load(schema, ("reconciler.yaml", Estate.Control), ("a.yaml", $"version: 1\nusers: {{ ada: {{ left: 2027-01-01, businessPhones: {phones} }} }}"));

        var value = Assert.Single(Load(written).Model().User("ada").Cells).Value;
        Assert.Equal(expected, $"{value.GetType().Name} {value}");
        Assert.Equal(["RC228"], Load("['1', '2']").Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void The_control_file_alone_says_which_files_belong()
    {
        var control = ControlFileReader.LoadControl(Estate.Text("reconciler.yaml", LanguagePage.FullControl));

        Assert.Empty(control.Diagnostics);
        Assert.Equal(["../people"], control.Files.Include.AsEnumerable());
        Assert.Equal(["helm/**"], control.Files.Exclude.AsEnumerable());
        Assert.Equal("contoso", control.Settings?.Workspace);
        Assert.Equal(2, control.Settings?.Protected.Objects.Length);
    }

    [Fact]
    public void A_broken_control_file_still_says_which_files_belong()
    {
        var control = ControlFileReader.LoadControl(Estate.Text("reconciler.yaml", "version: 1\nexclude: [x]\n"));

        Assert.Null(control.Settings);
        Assert.Equal(["RC111"], control.Diagnostics.Select(d => d.Code));
        Assert.Equal(["x"], control.Files.Exclude.AsEnumerable());
    }

    [Fact]
    public void The_configuration_hash_is_of_paths_and_texts_in_order()
    {
        string Hash(params (string Path, string Text)[] files) => Estate.Load([("reconciler.yaml", Estate.Control), .. files]).Model().ConfigurationHash;
        var (a, b) = (("a.yaml", "version: 1\n"), ("b.yaml", "version: 1\n# b\n"));

        Assert.Matches("^[0-9a-f]{64}$", Hash(a));
        Assert.Equal(Hash(a, b), Hash(b, a));
        Assert.NotEqual(Hash(a), Hash(b));
        Assert.NotEqual(Hash(a), Hash(("c.yaml", "version: 1\n")));
        Assert.NotEqual(Hash(a), Hash(("a.yaml", "version: 1\n\n")));
        Assert.NotEqual(Hash(("x.profile.yaml", "version: 1\n")), Hash(("x.profile.yaml", "version: 1\nextends: strict\n")));
    }
}
