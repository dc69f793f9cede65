using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Reporting.Explaining;

/// <summary>A written workspace over a directory and two applications in memory, in which there is something to wonder about everybody.</summary>
internal sealed class Wonders
{
    private const string Control = """
        version: 1
        workspace: contoso
        directory:
          type: entra
          tenant: contoso.onmicrosoft.com
          domains: [contoso.com]
          enforce: full
          leavers: { users: { deleteAfter: 30d } }
        """;

    private const string People = """
        version: 1
        defaults:
          users: { department: Engineering }
        users:
          ada.lovelace:
            userPrincipalName: ada.lovelace@contoso.com
            displayName: Ada Lovelace
            jobTitle: Principal Analyst
            employeeId: "00012"
          alan.turing: { userPrincipalName: alan.turing@contoso.com, displayName: Alan Turing, department: Sales }
          grace.hopper: { left: 2026-11-20 }
          hedy.lamarr: { userPrincipalName: hedy.lamarr@contoso.com, displayName: Hedy Lamarr }
          john.smith:
            userPrincipalName: jsmith@contoso.com
            displayName: John Smith
            employeeId: "00777"
          mary.shelley:
            userPrincipalName: mary.shelley@contoso.com
            displayName: Mary Shelley
        """;

    private const string Teams = """
        version: 1
        groups:
          engineering:
            displayName: Engineering
            members:
              - ada.lovelace
              - alan.turing
              - mary.shelley
              - { group: platform }
          platform:
            displayName: Platform
            members: [hedy.lamarr]
        """;

    private const string Mappings = """
        version: 1
        mappings:
          wiki-users:
            object: user
            attributes:
              userName: { source: userPrincipalName, match: 1 }
              externalId: { source: objectId, match: 2 }
              active: { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }
              displayName: displayName
              nickName: mailNickname
              title: { expression: 'Coalesce([jobTitle], "Staff")' }
              userType: { constant: Employee, apply: create }
              urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber: { expression: 'Redact([employeeId])' }
            scope:
              - [{ attribute: department, operator: EQUALS, value: Engineering }]
          crm-users:
            object: user
            attributes:
              userName: { source: userPrincipalName, match: 1 }
              externalId: { source: objectId, match: 2 }
              active: { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }
              displayName: displayName
        """;

    private readonly World _directory = new();

    public Wonders()
    {
        Model = WithApplications(Estate.Load(EstateSchema.Schema, ("reconciler.yaml", Control), ("people.yaml", People), ("teams.yaml", Teams), ("mappings.yaml", Mappings)).Model());
        Ada = Person("ada.lovelace", "contoso/ada.lovelace;c", ("jobTitle", "Principal Analyst"), ("employeeId", "00012"));
        Alan = Person("alan.turing", "contoso/alan.turing;c");
        Grace = Person("grace.hopper", "contoso/grace.hopper;c");
        Hedy = Person("hedy.lamarr", "contoso/hedy.lamarr");
        Person("jsmith", "", ("employeeId", "00123"));
        Person("ida.rhodes", "");
        var engineering = Group("Engineering", "engineering");
        var platform = Group("Platform", "platform");
        _directory.Estate.Link(engineering, "members", Ada, Alan, Grace, platform);
        _directory.Estate.Link(platform, "members", Hedy);
        foreach (var application in Model.Applications)
        {
            var live = _directory.Estate.Add(Kind.Application, ("displayName", AttributeValue.Of(application.DisplayName)), ("mark", AttributeValue.Of($"contoso/{application.Key};c")), ("template", AttributeValue.Of("non-gallery")),
                ("roles", AttributeValue.OfTable(new[] { "User", "Admin", "Reader" }.Select(r => KeyValuePair.Create(r, r)))));
            if (application.Key == "wiki")
                _directory.Estate.Objects[live.Id] = live with { Links = live.Links.SetItem("assignments", [$"{engineering.Id}\tUser"]) };
        }

        Wiki = Accounts("wiki");
        Crm = Accounts("crm");
    }

    public IdentityModel Model { get; set; }

    public LiveObject Ada { get; }

    public LiveObject Alan { get; }

    public LiveObject Grace { get; }

    public LiveObject Hedy { get; }

    public MemoryEstate Wiki { get; }

    public MemoryEstate Crm { get; }

    public World Directory => _directory;

    public bool IsWikiReached { get; set; } = true;

    public RunPlan Plan(ResourceKey? only = null)
    {
        var directory = new TargetReading(TargetName.Directory, _directory.Estate.Read(Everything(TargetName.Directory)), Ledger.Empty("contoso", TargetName.Directory, null));
        return RunPlanner.Plan(Model, directory, [Reading("wiki", Wiki), Reading("crm", Crm)], _directory.Day, World.Now, new PlanNarrowing { Only = only });
    }

    /// <summary>An account of an application, linked to a person where it bears their id.</summary>
    public static LiveObject Account(MemoryEstate estate, string userName, LiveObject? person, params (string Attribute, string Value)[] values) => estate.Add(Kind.User,
    [
        ("userName", AttributeValue.Of(userName)), ("active", AttributeValue.Of(true)), ("externalId", AttributeValue.Of(person?.Id)),
        .. values.Select(v => (v.Attribute, AttributeValue.Of(v.Value))),
    ]);

    private static IdentityModel WithApplications(IdentityModel model)
    {
        var wiki = Application("wiki", 3, Line(5, Kind.Group, "engineering", new LinkTerms(Role: "User")), Line(6, Kind.User, "ada.lovelace", new LinkTerms(new DateOnly(2027, 3, 31), null, "Admin"))) with
        {
            DisplayName = "Team Wiki",
            Scim = Scim("wiki") with { Actions = AccountActions.Create | AccountActions.Update | AccountActions.Deactivate },
        };
        var crm = Application("crm", 8, Line(9, Kind.User, "ada.lovelace", new LinkTerms(Role: "User")), Line(10, Kind.User, "john.smith", new LinkTerms(Role: "User"))) with { Scim = Scim("crm") with { Unassigned = UnassignedAccounts.Delete } };
        var portal = Application("portal", 12, Line(13, Kind.Group, "engineering", new LinkTerms(Role: "Reader") { Expand = true }));
        ImmutableArray<ApplicationSettings> all = [wiki, crm, portal];
        return model with { Applications = all, Resources = [.. model.Resources.Concat(all.Select(Enterprise)).OrderBy(r => r.Key)] };

        ScimSettings Scim(string key) => new(new Uri($"https://{key}.example.com/scim/v2"), new ScimAuthentication.Bearer($"env:RECONCILER_{key.ToUpperInvariant()}_TOKEN"), new ScimProfile("generic"),
            model.Mappings.First(m => m.Key == $"{key}-users"))
        { UnassignedSpan = new SourceSpan("reconciler.yaml", 20, 7, 10) };
    }

    private static ApplicationSettings Application(string key, int line, params DeclaredReference[] lines) =>
        new(key, Enforcement.Full, new SourceSpan("reconciler.yaml", 10 + line, 3, key.Length))
        {
            HasEnterpriseApp = true,
            IsCreated = true,
            Assignments = new DeclaredLinks("assignments", LinkMode.Exclusive, new SourceSpan("access.yaml", line, 3, key.Length)) { Ends = [.. lines] },
        };

    private static DeclaredReference Line(int line, Kind kind, string key, LinkTerms terms) =>
        new(new Reference.ByKey(new ResourceKey(kind, key)), new SourceSpan("access.yaml", line, 7, 5), terms);

    private static DeclaredResource Enterprise(ApplicationSettings application) => new(application.ResourceKey, application.Span)
    {
        Cells = [new DeclaredCell("displayName", AttributeValue.Of(application.DisplayName), application.Span), new DeclaredCell("template", AttributeValue.Of("non-gallery"), application.Span)],
        Links = application.Assignments is { } list ? [list] : [],
    };

    private TargetReading Reading(string key, MemoryEstate estate)
    {
        var target = new TargetName($"{key}/scim");
        var ledger = Ledger.Empty("contoso", target, null);
        return key == "wiki" && !IsWikiReached
            ? new TargetReading(target, null, ledger) { Fault = new TargetException(target, new Fault("unavailable", "503 three times in 20 s", null, "")) }
            : new TargetReading(target, estate.Read(Everything(target)), ledger);
    }

    private LiveObject Person(string name, string mark, params (string Attribute, string Value)[] values) => _directory.Estate.Add(Kind.User,
    [
        ("userPrincipalName", AttributeValue.Of($"{name}@contoso.com")),
        ("displayName", AttributeValue.Of(string.Join(' ', name.Split('.').Select(p => char.ToUpperInvariant(p[0]) + p[1..])))),
        ("department", AttributeValue.Of(name == "alan.turing" ? "Sales" : "Engineering")), ("userType", AttributeValue.Of("Member")),
        ("accountEnabled", AttributeValue.Of(true)), ("reconcilerOwner", AttributeValue.Of(mark)),
        .. values.Select(v => (v.Attribute, AttributeValue.Of(v.Value))),
    ]);

    private LiveObject Group(string name, string key) =>
        _directory.Estate.Add(Kind.Group, ("displayName", AttributeValue.Of(name)), ("reconcilerOwner", AttributeValue.Of($"contoso/{key};c")));

    private MemoryEstate Accounts(string key) =>
        new(new TargetName($"{key}/scim"), AccountSchema.Of(Model.Applications.First(a => a.Key == key).Scim ?? throw new InvalidOperationException(key)));

    private static ReadRequest Everything(TargetName target) => new(new ReadScope.Everything([]), new Roster(target), new ValuePool());
}
