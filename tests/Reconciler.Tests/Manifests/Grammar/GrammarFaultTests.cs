namespace Reconciler.Tests.Manifests.Grammar;

public sealed class GrammarFaultTests
{
    [Theory]
    [InlineData("users: { a: { departmnet: X } }", "RC110 2:15+10 unknown key `departmnet`")]
    [InlineData("user: { a: {} }", "RC110 2:1+4 unknown key `user`")]
    [InlineData("users: { a: { licenses: [{}] } }", "RC111 2:26+1 `sku` is missing")]
    [InlineData("mappings: { m: {} }", "RC111 2:16+1 `object` is missing", "RC111 2:16+1 `attributes` is missing")]
    [InlineData("mappings: { m: { objekt: user, attributes: {} } }", "RC110 2:18+6 unknown key `objekt`")]
    [InlineData("users: []", "RC112 2:8+1 expected a mapping, found a list")]
    [InlineData("users: { a: { otherMails: x@y } }", "RC112 2:27+3 expected a list, found `x@y`")]
    [InlineData("users: { a: { accountEnabled: yes } }", "RC112 2:31+3 expected true or false, found `yes`")]
    [InlineData("users: { a: { accountEnabled: \"true\" } }", "RC112 2:31+6 expected true or false, found the text \"true\"")]
    [InlineData("users: { a: { manager: [b] } }", "RC112 2:24+1 expected text or a mapping, found a list")]
    [InlineData("groups: { g: { members: ada } }", "RC112 2:25+3 expected a list, found `ada`")]
    [InlineData("groups:\n  g:\n    members:\n", "RC113 4:5+7 `members` has no value")]
    [InlineData("groups:\n  g:\n    members:\n    # - ada\n    kind: security", "RC113 4:5+7 `members` has no value")]
    [InlineData("groups: { g: }", "RC113 2:11+1 `g` has no value")]
    [InlineData("groups:\n  g:\n    members:\n      - a\n      -\n", "RC113 6:8+1 an item is empty")]
    [InlineData("users:", "RC113 2:1+5 `users` has no value")]
    [InlineData("groups: { g: { kind: securty } }", "RC114 2:22+7 `securty` is not allowed here")]
    [InlineData("groups: { g: { membership: { members: all } } }", "RC114 2:39+3 `all` is not allowed here")]
    [InlineData("users: { a: { id: 123 } }", "RC115 2:19+3 `123` is not a GUID")]
    [InlineData("users: { a: { left: 2026-02-30 } }", "RC115 2:21+10 `2026-02-30` is not a day (YYYY-MM-DD)")]
    [InlineData("users: { a: { left: 1.12.2026 } }", "RC115 2:21+9 `1.12.2026` is not a day (YYYY-MM-DD)")]
    [InlineData("users: { a: { usageLocation: gb } }", "RC115 2:30+2 `gb` is not a two-letter country code in capitals")]
    [InlineData("users: { a: { userPrincipalName: \"a@b\\n\" } }", "RC115 2:34+7 `a@b\n` is not a sign-in name with a domain")]
    [InlineData("users: { a: { employeeLeaveDateTime: 2027-06-30 } }", "RC115 2:38+10 `2027-06-30` is not an instant in UTC (2027-06-30T17:00:00Z)")]
    [InlineData("users: { a: { jobTitle: '' } }", "RC116 2:25+2 the text is empty")]
    [InlineData("users: { a: { employeeId: \"12345678901234567\" } }", "RC116 2:27+19 the text is longer than 16 characters")]
    [InlineData("mappings: { m: { object: user, attributes: {}, scope: [[]] } }", "RC116 2:56+1 the list is empty")]
    [InlineData("mappings: { m: { object: user, attributes: { a: { source: b, match: 0 } } } }", "RC117 2:69+1 0 is out of range")]
    [InlineData("mappings: { m: { object: user, attributes: { a: { constant: b, match: 1 } } } }", "RC118 2:64+5 `match` cannot stand beside `constant`")]
    [InlineData("groups: { g: { membershipRule: x, members: [] } }", "RC118 2:35+7 `members` cannot stand beside `membershipRule`")]
    [InlineData("groups: { g: { members: [{ group: a, user: b }] } }", "RC118 2:28+5 `group` cannot stand beside `user`")]
    [InlineData("assignments: { w: [{ user: a, nested: expand }] }", "RC118 2:31+6 `nested` cannot stand beside `user`")]
    [InlineData("assignments: { w: [{ role: r }] }", "RC119 2:20+1 one of `user`, `employeeId`, `id`, `servicePrincipal`, `group`, `groupId` is missing")]
    [InlineData("groups: { g: { members: [{ gruop: a }] } }", "RC110 2:28+5 unknown key `gruop`")]
    [InlineData("groups: { g: { members: [{ group: a, untill: 2027-01-01 }] } }", "RC110 2:38+6 unknown key `untill`")]
    [InlineData("groups: { g: { members: [{ group: a, until: soon }] } }", "RC115 2:45+4 `soon` is not a day (YYYY-MM-DD)")]
    [InlineData("users: { a: { displayName: null } }", "RC120 2:28+4 `null` cannot stand here")]
    [InlineData("groups: { g: { members: null } }", "RC120 2:25+4 `null` cannot stand here")]
    [InlineData("users: { a@b: {} }", "RC122 2:10+3 `a@b` cannot be a key")]
    [InlineData("users: { 'a;c': {} }", "RC122 2:10+5 `a;c` cannot be a key")]
    [InlineData("assignments: { a/b: [] }", "RC122 2:16+3 `a/b` cannot be an application key")]
    public void In_a_content_file(string body, params string[] expected) => Assert.Equal(expected, Checking.Content($"version: 1\n{body}").Select(Checking.Brief));

    [Theory]
    [InlineData("directory: { type: entra, enforce: full }", "RC111 3:12+1 `tenant` is missing")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: { users: full } }", "RC111 3:49+1 `groups` is missing")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: fully }", "RC114 3:49+5 `fully` is not allowed here")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, cloud: global, endpoint: https://x.y }", "RC118 3:70+8 `endpoint` cannot stand beside `cloud`")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, credential: { type: secret } }", "RC114 3:75+6 `secret` is not allowed here")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, credential: { clientId: x } }", "RC111 3:67+1 `type` is missing")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, credential: { tipe: none } }", "RC110 3:69+4 unknown key `tipe`")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, credential: { type: certificate } }", "RC111 3:67+1 `certificate` is missing")]
    [InlineData("directory: { type: entra, tenant: a.b, enforce: full, ownership: extensionAttribute16 }", "RC115 3:66+20 `extensionAttribute16` is not `extensionAttribute1` to `extensionAttribute15`")]
    [InlineData("applications: { w: { enforce: full, enterpriseApp: { assignmentRequired: true } } }", "RC119 3:52+1 one of `id`, `appId`, `displayName`, `template` is missing")]
    [InlineData("guards: { removals: { max: 5 } }", "RC115 3:28+1 `5` is not a percentage")]
    [InlineData("guards: { removals: { atLeast: -1 } }", "RC117 3:32+2 -1 is out of range")]
    [InlineData("conflicts: [{ name: n, all: [a/b] }]", "RC116 3:29+1 the list has fewer than 2 items")]
    [InlineData("authority: [{ path: p, allow: [everything] }]", "RC115 3:32+10 `everything` is not a section, or SECTION/KEY with wildcards")]
    public void In_the_control_file(string body, params string[] expected) =>
        Assert.Equal(expected, Checking.Control($"version: 1\nworkspace: contoso\n{body}").Select(Checking.Brief));

    [Theory]
    [InlineData("apiVersion: v1\nkind: ConfigMap\nmetadata: {}")]
    [InlineData("- a\n- b")]
    [InlineData("text")]
    [InlineData("# nothing")]
    public void A_file_without_a_version_is_told_once_how_to_be_left_out(string text)
    {
        var fault = Assert.Single(Checking.Content(text));
        Assert.Equal("RC121 1:1+1 the file does not begin with `version: 1`", Checking.Brief(fault));
        Assert.Contains("`exclude:`", Assert.Single(fault.Help));
    }

    [Theory]
    [InlineData("version: 2", "RC114 1:10+1 `2` is not allowed here")]
    [InlineData("version: \"1\"", "RC112 1:10+3 expected a whole number, found the text \"1\"")]
    [InlineData("verison: 1", "RC110 1:1+7 unknown key `verison`")]
    [InlineData("version:", "RC113 1:1+7 `version` has no value")]
    public void A_wrong_version_is_shown(string text, string expected) => Assert.Equal([expected], Checking.Content(text).Select(Checking.Brief));

    [Theory]
    [InlineData("users: { a: { departmnet: X } }", "did you mean `department`?")]
    [InlineData("users: { a: { licenses: [{ sku: A, plans: [] }] } }", "known here: `sku`, `disabledPlans`")]
    [InlineData("groups:\n  g:\n    members:", "write `[]` for managed and empty, or remove the line for not managed")]
    [InlineData("users: { a: { jobTitle: } }", "write `null` to clear it, or remove the line for not managed")]
    [InlineData("groups: { g: { members: null } }", "write `[]` for managed and empty")]
    [InlineData("groups: { g: { kind: securty } }", "did you mean `security`?")]
    [InlineData("users: { a: { accountEnabled: \"true\" } }", "remove the quotes")]
    [InlineData("users: { a: { employment: { prepare: 14 } } }", "for example `14d`")]
    public void Help_says_what_to_write(string body, string help) => Assert.Contains(help, Assert.Single(Checking.Content($"version: 1\n{body}")).Help);

    [Fact]
    public void The_label_lists_what_is_allowed() =>
        Assert.Equal("one of `security`, `microsoft365`", Assert.Single(Checking.Content("version: 1\ngroups: { g: { kind: x } }")).Label);

    [Fact]
    public void A_secret_that_stands_where_its_reference_belongs_is_not_repeated()
    {
        var fault = Assert.Single(Checking.Control("version: 1\nworkspace: w\napplications: { a: { enforce: full, scim: { baseUrl: https://x.y, auth: { type: bearer, token: hunter2 }, users: { mapping: m } } } }"));
        Assert.Equal("RC115 3:96+7 this is not a secret reference", Checking.Brief(fault));
        Assert.DoesNotContain("hunter2", fault.ToString() + fault.Label + string.Concat(fault.Help));
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var faults = Checking.Content("version: 1\nusers:\n  a: { departmnet: X, id: 1, jobTitle: }\n  b: []\ngroups:\n  g: { kind: x, members: [{ group: a, until: x }, { }] }");
        Assert.Equal(["RC110", "RC115", "RC113", "RC112", "RC114", "RC115", "RC119"], faults.Select(f => f.Code));
    }

    [Fact]
    public void What_an_alias_repeats_is_one_fault() =>
        Assert.Single(Checking.Content("version: 1\ngroups:\n  a: { members: &m [{ gruop: x }] }\n  b: { members: *m }\n  c: { members: *m }"));

    [Fact]
    public void A_text_that_is_no_yaml_has_no_fault_of_grammar()
    {
        var faults = new List<Reconciler.Core.Diagnostics.Diagnostic>();
        var document = Reconciler.Manifests.Yaml.YamlDocument.Parse("f", "a: [", new Reconciler.Manifests.Yaml.NodeBudget(), faults);
        Assert.False(Reconciler.Manifests.Grammar.Schema.Content.Validate(document, faults));
        Assert.Single(faults);
    }

    [Fact]
    public void Lengths_count_characters() => Assert.Empty(Checking.Content($"version: 1\nusers: {{ a: {{ employeeId: '{string.Concat(Enumerable.Repeat("😀", 16))}' }} }}"));
}
