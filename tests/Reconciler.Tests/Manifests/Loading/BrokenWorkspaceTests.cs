using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>One row a mistake: everything a person is told about it, and nothing else.</summary>
public sealed class BrokenWorkspaceTests
{
    [Theory]
    // Names
    [InlineData("groups:\n  web: { displayName: Web }\n  g:\n    displayName: G\n    members:\n      - { group: wbe }\n      - ada\n",
        "a.yaml:7:18: error[RC203]: unknown group `wbe` | 3 no group has this key | help: did you mean `web`? (a.yaml:3)\na.yaml:8:9: error[RC201]: unknown user `ada` | 3 no user has this key | help: a person who is not declared is named by address, { employeeId: … } or { id: … }")]
    [InlineData("groups:\n  g: { displayName: G, members: [nobody-here] }\n  h: { displayName: H, owners: [nobody-here] }\n  i: { displayName: I, members: [nobody-here] }\n",
        "a.yaml:3:34: error[RC201]: unknown user `nobody-here` | 11 no user has this key | help: a person who is not declared is named by address, { employeeId: … } or { id: … } | also: a.yaml:4:33, a.yaml:5:34")]
    [InlineData("users:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada, manager: web }\ngroups:\n  web: { displayName: Web, members: [{ group: ada }] }\n",
        "a.yaml:3:73: error[RC206]: `web` is a group, not a user | 3 a user is meant here | help: write { group: web } | a.yaml:5:3: declared here\na.yaml:5:47: error[RC206]: `ada` is a user, not a group | 3 a group is meant here | help: write ada alone, or { user: ada } | a.yaml:3:3: declared here")]
    [InlineData("assignments:\n  wiki: [{ user: ann@contoso.com, role: User }]\n",
        "a.yaml:3:3: error[RC202]: unknown application `wiki` | 4 no application has this key | help: applications are declared in the control file")]
    // Keys
    [InlineData("users:\n  ada: { left: 2027-01-01 }\n  Ada: { left: 2027-01-01 }\n",
        "a.yaml:4:3: error[RC212]: user `Ada` differs from `ada` only by case | 3 keys compare without case | a.yaml:3:3: first declared here")]
    [InlineData("mappings:\n  m: { object: user, attributes: { userName: mail } }\n  M: { object: user, attributes: { userName: mail } }\n",
        "a.yaml:4:3: error[RC213]: the mapping `m` is declared twice | 1 declared again | a.yaml:3:3: first declared here")]
    [InlineData("users:\n  ada@contoso.com: { left: 2027-01-01 }\n",
        "a.yaml:3:3: error[RC122]")]
    // Values
    [InlineData("users:\n  ada: { userPrincipalName: ada@contso.com, displayName: Ada }\n  bob: { userPrincipalName: bob@contso.com, displayName: Bob }\n",
        "a.yaml:3:33: error[RC217]: `contso.com` is not one of the directory's domains | 10 expected contoso.com | help: did you mean `contoso.com`? | also: a.yaml:4:33")]
    [InlineData("users:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada }\n  bob: { userPrincipalName: Ada@Contoso.com, displayName: Bob }\n",
        "a.yaml:4:29: error[RC218]: two users have the userPrincipalName `Ada@Contoso.com` | 15 already given | a.yaml:3:29: ada has it")]
    [InlineData("users:\n  ada: { existing: true, employeeId: x1 }\n  bob: { existing: true, employeeId: X1 }\n",
        "a.yaml:4:38: error[RC218]: two users have the employeeId `X1` | 2 already given | a.yaml:3:38: ada has it")]
    [InlineData("users:\n  ada: { existing: true, id: 8B0C6F0E-5A51-4C8E-9B0E-2F6F3F0F1A2B }\n  bob: { existing: true, id: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b }\n",
        "a.yaml:4:30: error[RC219]: two keys are bound to 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b | 36 one live object is one key | a.yaml:3:30: ada is bound to it")]
    [InlineData("users:\n  ada: { existing: true, id: 8b0c6f0e }\n",
        "a.yaml:3:30: error[RC115]")]
    [InlineData("users:\n  ada: { left: 2026-02-30 }\n",
        "a.yaml:3:16: error[RC115]")]
    [InlineData("users:\n  ada: { existing: true, employeeId: x, employment: { starts: 2027-03-01, ends: 2027-02-28 } }\n",
        "a.yaml:3:81: error[RC216]: `ends` (2027-02-28) is before `starts` (2027-03-01) | 10 before the start | a.yaml:3:63: starts here")]
    [InlineData("users:\n  ada: { existing: true, employeeId: x, displayName: null }\n",
        "a.yaml:3:54: error[RC120]")]
    // Completeness
    [InlineData("users:\n  ada: { givenName: Ada }\n",
        "a.yaml:3:3: error[RC225]: user `ada` has no userPrincipalName and no displayName | 3 incomplete | help: an object that is mastered elsewhere says `existing: true`")]
    [InlineData("groups:\n  web: { members: [] }\n",
        "a.yaml:3:3: error[RC225]: group `web` has no displayName | 3 incomplete | help: an object that is mastered elsewhere says `existing: true`")]
    [InlineData("users:\n  ada: { userPrincipalName: ada@contoso.com, displayNme: Ada }\n",
        "a.yaml:3:46: error[RC110]")]
    [InlineData("users:\n  ada: { existing: true, department: X }\n  alan: { userType: Guest }\n",
        "a.yaml:3:3: error[RC226]: nothing says which live user `ada` is | 3 needs `employeeId` or `userPrincipalName` or `id`\na.yaml:4:3: error[RC226]: nothing says which live user `alan` is | 4 needs `mail` or `id`")]
    [InlineData("groups:\n  web: { existing: true, displayName: Web, members: [] }\n",
        "a.yaml:3:44: error[RC227]: `membership` is missing on `web`, which already exists | 7 removes what it does not name, or only adds? | help: write `membership: exclusive` or `membership: additive`")]
    [InlineData("groups:\n  web: { existing: true, displayName: Web, members: [], owners: [], membership: { members: additive } }\n",
        "a.yaml:3:69: error[RC240]: `membership` does not say how owners are kept | 10 needs `owners` | help: add `owners: exclusive` or `owners: additive`")]
    [InlineData("groups:\n  web: { displayName: Web, members: [], membershipRule: x }\n",
        "a.yaml:3:41: error[RC118]")]
    [InlineData("users:\n  ada: { existing: true, employeeId: x, unmanaged: [employeeOrgData], employeeOrgData: { costCenter: \"1\" } }\n",
        "a.yaml:3:53: error[RC229]: `employeeOrgData` is unmanaged and declared | 15 says that somebody else owns it | a.yaml:3:102: declared here")]
    // Lists
    [InlineData("groups:\n  web: { displayName: Web, members: [a@contoso.com, { user: A@contoso.com }] }\n",
        "a.yaml:3:61: error[RC221]: `A@contoso.com` is listed twice in members | 13 second time | a.yaml:3:38: first time")]
    [InlineData("users:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada, employeeId: \"1\" }\ngroups:\n  web: { displayName: Web, members: [{ employeeId: \"1\" }, ada] }\n",
        "a.yaml:5:59: error[RC221]: `ada` is listed twice in members | 3 second time | a.yaml:5:52: first time")]
    [InlineData("users:\n  grace: { left: 2026-11-21 }\ngroups:\n  web: { displayName: Web, members: [grace], owners: [grace] }\n",
        "a.yaml:5:38: warning[RC237]: `grace` left on 2026-11-21 and is still named | 5 has no effect | help: remove these lines | a.yaml:3:18: left | also: a.yaml:5:55")]
    [InlineData("groups:\n  c: { displayName: C, members: [{ group: a }] }\n  a: { displayName: A, members: [{ group: b }] }\n  b: { displayName: B, members: [{ group: c }] }\n  d: { displayName: D, members: [{ group: a }, { group: d }] }\n",
        "a.yaml:4:43: error[RC220]: groups contain each other: a → b → c → a | 1 `b` in `a` | help: remove one of these lines | a.yaml:5:43: `c` in `b` | a.yaml:3:43: `a` in `c`\na.yaml:6:57: error[RC220]: the group `d` is a member of itself | 1 itself | help: remove one of these lines")]
    // Filters
    [InlineData("groups:\n  web: { displayName: Web, membersWhere: 'department is \"It''s\"' }\n",
        "a.yaml:3:54: error[RC230]: this is not a filter | 2 expected one of eq, ne, co, sw, ew, gt, ge, lt, le, pr | help: for example 'department eq \"Engineering\" and accountEnabled eq true'")]
    [InlineData("groups:\n  web: { displayName: Web, membersWhere: \"jobTitle eq \\\"A\\\" and departmnt eq null\" }\n",
        "a.yaml:3:65: error[RC207]: unknown attribute `departmnt` of a user | 9 no such attribute | help: did you mean `department`?")]
    // Earlier keys
    [InlineData("users:\n  ada: { existing: true, employeeId: x, previously: [Bob] }\n  bob: { left: 2027-01-01, previously: [robert] }\n  rob: { left: 2027-01-01, previously: [contoso/robert] }\n",
        "a.yaml:3:54: error[RC231]: `Bob` is still declared | 3 cannot be a previous key | a.yaml:4:3: declared here\na.yaml:5:41: error[RC232]: two keys were previously `robert` | 14 already claimed | a.yaml:4:41: claimed by bob")]
    public void Content(string content, string expected) => Expect(Estate.LoadContent(content), expected);

    [Theory]
    [InlineData("protected: { users: [adda, brk@contoso.com], groups: [{ groupId: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b }, webb] }",
        "reconciler.yaml:4:22: error[RC201]: unknown user `adda` | 4 no user has this key | help: did you mean `ada`? (a.yaml:3)\nreconciler.yaml:4:106: error[RC203]: unknown group `webb` | 4 no group has this key | help: did you mean `web`? (a.yaml:5)")]
    [InlineData("release: { users: [ADA, old.contractor], groups: [] }",
        "reconciler.yaml:4:20: error[RC233]: user ADA is released and declared | 3 lets go of a declared object | help: remove its declaration, or this line | a.yaml:3:3: declared here")]
    [InlineData("guards: { overrides: [{ guard: removal, target: direktory, allow: 1, until: 2027-01-01, owner: o, reason: r }] }",
        "reconciler.yaml:4:32: error[RC114]\nreconciler.yaml:4:49: error[RC235]: unknown target `direktory` | 9 no such target | help: did you mean `directory`?")]
    [InlineData("guards: { overrides: [{ guard: removals, target: directory, allow: 1, until: 2026-11-20, owner: o, reason: r }] }",
        "reconciler.yaml:4:23: warning[RC245]: the override of removals on directory is never used | 1 allows 1, and the guard always allows 3 | help: remove it, or raise `allow`\nreconciler.yaml:4:78: warning[RC236]: the override of removals on directory ended on 2026-11-20 | 10 no longer has an effect | help: remove it")]
    [InlineData("history: ../elsewhere", "reconciler.yaml:4:10: error[RC238]: the history cannot lie at `../elsewhere` | 12 not inside the workspace | help: a folder relative to the control file, or git:BRANCH")]
    [InlineData("applications: { directory: { enforce: full }, wiki: { enforce: full }, Wiki: { enforce: full } }",
        "reconciler.yaml:4:17: error[RC209]: an application cannot have the key `directory` | 9 names the directory as a target\nreconciler.yaml:4:72: error[RC214]: application `Wiki` differs from `wiki` only by case | 4 keys compare without case | reconciler.yaml:4:47: first declared here")]
    [InlineData("applications: { wiki: { enforce: full, roles: [Reader, { value: Writer }] } }\nconflicts: [{ name: c, all: [wiki/Reder, wikki/Writer] }]",
        "reconciler.yaml:5:35: error[RC204]: unknown role `Reder` of wiki | 5 wiki has no such role | help: did you mean `Reader`? (reconciler.yaml:4)\nreconciler.yaml:5:42: error[RC202]: unknown application `wikki` | 5 no application has this key | help: did you mean `wiki`? (reconciler.yaml:4)")]
    [InlineData("applications: { wiki: { enforce: full, scim: { baseUrl: 'http://localhost/', auth: { type: none }, users: { mapping: m }, groups: { mapping: people } } } }",
        "reconciler.yaml:4:118: error[RC205]: unknown mapping `m` | 1 no mapping has this key | help: mappings are declared in content files\nreconciler.yaml:4:142: error[RC208]: the mapping `people` is not for groups | 6 maps users | a.yaml:7:3: declared here")]
    public void Control(string line, string expected) => Expect(
        Estate.Load(
            ("reconciler.yaml", Estate.Control + "\n" + line),
            ("a.yaml", "version: 1\nusers:\n  ada: { left: 2027-01-01 }\ngroups:\n  web: { displayName: Web }\nmappings:\n  people: { object: user, attributes: { userName: mail } }\n")),
        expected);

    [Fact]
    public void An_attribute_mastered_elsewhere_is_reported_once() => Expect(
        Estate.Load(
            ("reconciler.yaml", "version: 1\nworkspace: c\ndirectory: { type: entra, tenant: c.example, enforce: full, readOnly: { users: [companyName, employeeHireDate, compnyName] }, ownership: extensionAttribute7 }"),
            ("a.yaml", "version: 1\ndefaults:\n  users: { companyName: C }\nusers:\n  ada: { left: 2027-01-01, companyName: D, onPremisesExtensionAttributes: { extensionAttribute7: x, extensionAttribute17: y } }\n")),
        "a.yaml:3:12: error[RC222]: `companyName` is mastered elsewhere | 11 named by directory.readOnly | help: remove the line; the value can still be used as a source | also: a.yaml:5:28\n"
        + "a.yaml:5:77: error[RC210]: `extensionAttribute7` bears the owner mark | 19 named by directory.ownership | help: remove the line\n"
        + "a.yaml:5:101: error[RC110]\n"
        + "reconciler.yaml:3:112: error[RC207]: unknown attribute `compnyName` of a user | 10 no such attribute | help: did you mean `companyName`?");

    [Fact]
    public void A_key_declared_in_two_files_names_both() => Expect(
        Estate.Load(("reconciler.yaml", Estate.Control), ("b.yaml", "version: 1\nusers: { ada: { left: 2027-01-01 } }"), ("a.yaml", "version: 1\nusers: { ada: { left: 2027-01-01 } }")),
        "b.yaml:2:10: error[RC211]: user `ada` is declared twice | 3 declared again | help: what is said about one object stands in one place | a.yaml:2:10: first declared here");

    [Fact]
    public void A_file_without_a_version_is_told_about_exclude_and_names_no_unknown_keys() => Expect(
        Estate.Load(("reconciler.yaml", Estate.Control), ("a.yaml", "version: 1\ngroups: { g: { displayName: G, members: [ada] } }"), ("helm.yaml", "users: { ada: { left: 2027-01-01 } }")),
        "helm.yaml:1:1: error[RC121]");

    [Fact]
    public void An_unknown_version_is_an_error() => Expect(
        Estate.Load(("reconciler.yaml", Estate.Control), ("a.yaml", "version: 2\n")),
        "a.yaml:1:10: error[RC114]");

    [Fact]
    public void A_workspace_needs_a_control_file() => Expect(
        Estate.Load(("a.yaml", "version: 1\nusers: { ada: {} }")),
        ": error[RC200]: there is no reconciler.yaml | help: `reconciler init` writes one; it holds `version`, `workspace` and `directory`\n"
        + "a.yaml:2:10: error[RC225]: user `ada` has no userPrincipalName and no displayName | 3 incomplete | help: an object that is mastered elsewhere says `existing: true`");

    [Fact]
    public void A_workspace_needs_a_name() => Expect(
        Estate.Load(("reconciler.yaml", "version: 1\n")),
        "reconciler.yaml:1:1: error[RC111]");

    [Fact]
    public void A_broken_file_hides_no_fault_of_another_and_makes_no_name_unknown()
    {
        var result = Estate.Load(("reconciler.yaml", Estate.Control), ("a.yaml", "version: 1\nusers: { ada: { left: 2027-01-01 }"), ("b.yaml", "version: 1\ngroups: { g: { members: [bob] } }"));

        Assert.Null(result.Model);
        Assert.Equal(["RC103", "RC225"], result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void What_the_directory_cannot_hold_is_an_error() => Expect(
        Estate.Load(Estates.EstateSchema.Schema, ("reconciler.yaml", Estate.Control), ("a.yaml",
            "version: 1\nusers:\n  ada: { left: 2027-01-01, faxNumber: '1', jobTitle: null }\n  bob: { left: 2027-01-01, faxNumber: '2' }\ngroups:\n  g: { displayName: G, visibility: Private, membersWhere: 'city eq \"X\"' }\n")),
        "a.yaml:3:28: error[RC223]: `faxNumber` of a user cannot be written to the directory | 9 not writable | help: remove the line | also: a.yaml:4:28\n"
        + "a.yaml:6:24: error[RC223]: `visibility` of a group cannot be written to the directory | 10 not writable | help: remove the line\n"
        + "a.yaml:6:60: error[RC207]: unknown attribute `city` of a user | 4 no such attribute");

    [Fact]
    public void What_the_directory_does_not_let_go_of_cannot_be_cleared() => Expect(
        Estate.Load(
            new TargetSchema([new KindSchema(Kind.User, 1, [new AttributeSchema("jobTitle", ValueKind.Text, "") { Clearable = false }], [])]),
            ("reconciler.yaml", Estate.Control),
            ("a.yaml", "version: 1\nusers: { ada: { left: 2027-01-01, jobTitle: null } }")),
        "a.yaml:2:45: error[RC224]: `jobTitle` cannot be cleared | 4 the directory needs a value | help: write a value, or remove the line for not managed");

    private static void Expect(LoadResult result, string expected)
    {
        Assert.Equal(expected, string.Join("\n", result.Diagnostics.Select(Show)));
        Assert.Equal(result.Diagnostics.Any(d => d.Severity is Core.Diagnostics.Severity.Error), result.Model is null);
    }

    // The grammar's words are the business of its own tests; here it matters that it says so, once, and where.
    private static string Show(Core.Diagnostics.Diagnostic d) =>
        string.CompareOrdinal(d.Code, "RC200") < 0 ? $"{d.Span}: error[{d.Code}]" : Estate.Show(d);
}
