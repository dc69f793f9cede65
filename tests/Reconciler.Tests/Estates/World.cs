using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Estates;

/// <summary>A workspace over a <see cref="MemoryEstate"/>: plans, applies and remembers, on a fixed day.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    public MemoryEstate Estate { get; } = new();

    public Ledger Ledger { get; set; } = Ledger.Empty("contoso", TargetName.Directory, null);

    public DateOnly Day { get; set; } = new(2026, 11, 21);

    public DirectorySettings Directory { get; set; } = new("contoso.onmicrosoft.com", SourceSpan.None);

    public WorkspaceSettings Settings { get; set; } = new("contoso");

    public FakeJournal Journal { get; } = new();

    public IdentityModel Model(params DeclaredResource[] resources) =>
        new(Settings with { Directory = Directory }, [.. resources.OrderBy(r => r.Key)]) { Files = [.. resources.Select(r => r.Span.File ?? "").Distinct().Order()] };

    public TargetPlan Plan(IdentityModel model)
    {
        var request = new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool());
        return Planner.Plan(model, Directory, Estate.Read(request), Ledger, Day);
    }

    public TargetPlan Plan(params DeclaredResource[] resources) => Plan(Model(resources));

    /// <summary>What earlier runs have used up of the guards' limits.</summary>
    public Spent Spent { get; set; } = new([], Now);

    public Verdict Judge(IdentityModel model) => Core.Guards.Judge.Over([Plan(model)], [], model.Settings.Guards, model.Files, Day, Spent);

    public ImmutableArray<OperationRecord> Apply(IdentityModel model)
    {
        var plan = Plan(model);
        var records = Run(plan, Estate);
        Ledger = Ledgers.After(Ledger, model, plan, records, Now);
        return records;
    }

    public ImmutableArray<OperationRecord> Run(TargetPlan plan, MemoryEstate estate)
    {
        var loop = new ApplyLoop(plan, "contoso", new ApplyTools(estate, estate, Journal, new InstantTime(), new CountingChance()));
        return loop.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public ImmutableArray<OperationRecord> Apply(params DeclaredResource[] resources) => Apply(Model(resources));

    public static DeclaredResource User(string key, params (string Attribute, AttributeValue Value)[] cells) => Resource(Kind.User, key, cells);

    public static DeclaredResource Person(string key, params (string Attribute, AttributeValue Value)[] cells) =>
        User(key, [("userPrincipalName", AttributeValue.Of($"{key}@contoso.com")), ("displayName", AttributeValue.Of(key)), .. cells]);

    public static DeclaredResource Group(string key, params string[] members) =>
        Resource(Kind.Group, key, ("displayName", AttributeValue.Of(key))) with { Links = [Members(LinkMode.Exclusive, members)] };

    /// <summary>A member list; a name that begins with <c>group:</c> is a group.</summary>
    public static DeclaredLinks Members(LinkMode mode, params string[] members) => new("members", mode, At)
    {
        Ends = [.. members.Select(m => new DeclaredReference(m.StartsWith("group:", StringComparison.Ordinal)
            ? new Reference.ByKey(new ResourceKey(Kind.Group, m[6..]))
            : m.Contains('@') ? new Reference.ByAttribute(Kind.User, "userPrincipalName", m)
            : new Reference.ByKey(new ResourceKey(Kind.User, m)), At))],
    };

    public static SourceSpan At { get; } = new("people.yaml", 4, 3, 5);

    private static DeclaredResource Resource(Kind kind, string key, params (string Attribute, AttributeValue Value)[] cells) =>
        new(new ResourceKey(kind, key), At) { Cells = [.. cells.Select(c => new DeclaredCell(c.Attribute, c.Value, At))] };

    internal sealed class FakeJournal : IJournal
    {
        public List<string> Lines { get; } = [];

        public void Intend(ImmutableArray<Intent> intents) => Lines.AddRange(intents.Select(i => $"intend {i.Operation.Id}"));

        public void Ended(ImmutableArray<OperationRecord> records) => Lines.AddRange(records.Select(r => $"ended {r.Operation.Id} {r.Outcome.GetType().Name}"));
    }

    private sealed class CountingChance : IRandomness
    {
        private byte _next;

        public void Fill(Span<byte> bytes)
        {
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = ++_next;
        }
    }

    /// <summary>A clock on which every pause is over at once.</summary>
    private sealed class InstantTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
