using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Estates;

/// <summary>A directory and the accounts of applications, all in memory: plans, applies and remembers over every target.</summary>
internal sealed class AppWorld
{
    private readonly Dictionary<string, Ledger> _ledgers = [];

    public World Directory { get; } = new();

    public Dictionary<string, MemoryEstate> Accounts { get; } = [];

    /// <summary>Applications that do not answer.</summary>
    public HashSet<string> Unreachable { get; } = [];

    public DateOnly Day { get; set; } = new(2026, 11, 21);

    /// <summary>The workspace has applications only.</summary>
    public bool WithoutDirectory { get; set; }

    public ImmutableArray<ApplicationSettings> Applications { get; private set; } = [];

    public static SourceSpan Line(int line) => new("access.yaml", line, 5, 5);

    public void LoseLedgers()
    {
        Directory.Ledger = Ledger.Empty("contoso", TargetName.Directory, null);
        _ledgers.Clear();
    }

    /// <summary>An application with accounts; people are assigned by the lines of <see cref="Assign"/>.</summary>
    public AppWorld With(string key, Func<ScimSettings, ScimSettings>? change = null, bool enterprise = true)
    {
        var scim = new ScimSettings(new Uri("https://example.com/scim/"), new ScimAuthentication.Anonymous(), new ScimProfile("generic"), Users()) { UnassignedSpan = Line(90) };
        scim = change?.Invoke(scim) ?? scim;
        Applications = [.. Applications, new ApplicationSettings(key, Enforcement.Full, Line(1)) { HasEnterpriseApp = enterprise, IsCreated = enterprise, Scim = scim }];
        Accounts[key] = new MemoryEstate(new TargetName($"{key}/scim"), AccountSchema.Of(scim));
        return this;
    }

    /// <summary>Lines such as <c>ada:User</c>, <c>group:staff:Admin</c>.</summary>
    public AppWorld Assign(string key, params string[] lines)
    {
        var ends = lines.Select((l, i) => l.Split(':') is ["group", var group, var role]
            ? new DeclaredReference(new Reference.ByKey(new ResourceKey(Kind.Group, group)), Line(10 + i), new LinkTerms(Role: role))
            : new DeclaredReference(new Reference.ByKey(new ResourceKey(Kind.User, l.Split(':')[0])), Line(10 + i), new LinkTerms(Role: l.Split(':')[1])));
        var links = new DeclaredLinks("assignments", LinkMode.Exclusive, Line(9)) { Ends = [.. ends] };
        Applications = [.. Applications.Select(a => a.Key == key ? a with { Assignments = links } : a)];
        return this;
    }

    public AppWorld Change(string key, Func<ScimSettings, ScimSettings> change)
    {
        Applications = [.. Applications.Select(a => a.Key == key && a.Scim is { } scim ? a with { Scim = change(scim) } : a)];
        return this;
    }

    public IdentityModel Model(params DeclaredResource[] resources)
    {
        var apps = Applications.Where(a => a.HasEnterpriseApp).Select(a => new DeclaredResource(a.ResourceKey, a.Span)
        {
            Cells =
            [
                new DeclaredCell("displayName", AttributeValue.Of(a.Key), a.Span),
                new DeclaredCell("roles", AttributeValue.OfTable([new("User", "User"), new("Admin", "Admin")]), a.Span),
                new DeclaredCell("template", AttributeValue.Of("non-gallery"), a.Span),
            ],
            Links = a.Assignments is { } list ? [list] : [],
        });
        return Directory.Model([.. resources, .. apps]) with { Applications = Applications };
    }

    public RunPlan Plan(params DeclaredResource[] resources) => Plan(Model(resources));

    public RunPlan Plan(IdentityModel model, PlanNarrowing? narrowing = null, Core.Guards.Spent? spent = null)
    {
        var directory = WithoutDirectory ? null : new TargetReading(TargetName.Directory, Directory.Estate.Read(Request(TargetName.Directory)), Directory.Ledger);
        var accounts = Applications.Select(a => new TargetReading(a.AccountTarget,
            Unreachable.Contains(a.Key) ? null : Accounts[a.Key].Read(Request(a.AccountTarget)), LedgerOf(a)));
        return RunPlanner.Plan(model, directory, [.. accounts], Day, World.Now, narrowing ?? new PlanNarrowing(), spent);
    }

    public ImmutableArray<OperationRecord> Apply(params DeclaredResource[] resources)
    {
        var model = Model(resources);
        return Apply(model, Plan(model));
    }

    /// <summary>Carries out a plan that was made before.</summary>
    public ImmutableArray<OperationRecord> Apply(IdentityModel model, RunPlan run)
    {
        var all = ImmutableArray.CreateBuilder<OperationRecord>();
        foreach (var plan in run.Targets)
        {
            var estate = plan.Target == TargetName.Directory ? Directory.Estate : Accounts[plan.Target.Value.Split('/')[0]];
            var records = Directory.Run(plan, estate);
            all.AddRange(records);
            if (plan.Target == TargetName.Directory)
                Directory.Ledger = Ledgers.After(Directory.Ledger, model, plan, records, World.Now);
            else
                _ledgers[plan.Target.Value] = Ledgers.After(LedgerOf(Applications.First(a => a.AccountTarget == plan.Target)), model, plan, records, World.Now);
        }

        return all.ToImmutable();
    }

    public LiveObject? Account(string key, string userName) => Accounts[key].Objects.Values.FirstOrDefault(o => !o.Deleted && o["userName"] == AttributeValue.Of(userName));

    public static ObjectMapping Users(params (string Target, string Source, int? Match)[] rows) => Mapping("people", Kind.User, rows.Length > 0 ? rows :
        [("userName", "userPrincipalName", 1), ("externalId", "objectId", 2), ("displayName", "displayName", null), ("active", Active, null), ("title", "jobTitle", null)]);

    public static ObjectMapping Groups() => Mapping("groups", Kind.Group, [("displayName", "displayName", 1), ("externalId", "objectId", null), ("members", "members", null)]);

    public const string Active = "=Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")";

    private static ObjectMapping Mapping(string key, Kind kind, (string Target, string Source, int? Match)[] rows) =>
        new(key, kind, [.. rows.Select((r, i) => Row(kind, r, i)).OrderBy(r => r.Target.ToString(), StringComparer.Ordinal)], new SourceSpan("mappings.yaml", 3, 3, 3));

    private static AttributeMapping Row(Kind kind, (string Target, string Source, int? Match) row, int index)
    {
        var path = TargetPath.Parse(row.Target).Path ?? throw new InvalidOperationException(row.Target);
        MappingSource source = row.Source.StartsWith('=')
            ? new MappingSource.Computed(row.Source[1..], ExpressionParser.Parse(row.Source[1..]).Root ?? throw new InvalidOperationException(row.Source))
            : new MappingSource.Direct(SourceCatalog.Of(kind).Find(row.Source) ?? throw new InvalidOperationException(row.Source));
        return new AttributeMapping(path, source) { Match = row.Match, Span = new SourceSpan("mappings.yaml", 10 + index, 7, 5) };
    }

    private Ledger LedgerOf(ApplicationSettings application) =>
        _ledgers.GetValueOrDefault(application.AccountTarget.Value) ?? Ledger.Empty("contoso", application.AccountTarget, null);

    private static ReadRequest Request(TargetName target) => new(new ReadScope.Everything([]), new Roster(target), new ValuePool());
}
