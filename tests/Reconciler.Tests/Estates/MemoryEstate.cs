using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Estates;

/// <summary>An object of the in-memory estate.</summary>
internal sealed record LiveObject(Kind Kind, string Id)
{
    public ImmutableDictionary<string, AttributeValue> Values { get; init; } = ImmutableDictionary<string, AttributeValue>.Empty;

    public ImmutableDictionary<string, ImmutableSortedSet<string>> Links { get; init; } = ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    public bool Deleted { get; init; }

    public AttributeValue this[string attribute] => Values.GetValueOrDefault(attribute, AttributeValue.None);

    public ImmutableSortedSet<string> Ends(string link) => Links.GetValueOrDefault(link, []);
}

/// <summary>A small directory in memory, for the algebra of Core: it holds what <see cref="EstateSchema"/> says and keeps unique values unique.</summary>
internal sealed class MemoryEstate(TargetName name, TargetSchema schema) : IReadTarget, IWriteTarget
{
    public MemoryEstate()
        : this(TargetName.Directory, EstateSchema.Schema)
    {
    }

    private int _next;

    public SortedDictionary<string, LiveObject> Objects { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Incomplete { get; } = [];

    public TargetFacts Facts { get; set; } = new();

    public List<Operation> Written { get; } = [];

    /// <summary>Decides on an operation instead of the estate; null = the estate carries it out.</summary>
    public Func<Operation, int, Outcome?> Fate { get; set; } = (_, _) => null;

    /// <summary>Decides what is answered to an operation that the estate has carried out; null = the truth.</summary>
    public Func<Operation, int, Outcome?> Answered { get; set; } = (_, _) => null;

    /// <summary>The objects that a read shows instead of those that there are; null = the truth.</summary>
    public Func<ReadScope, SortedDictionary<string, LiveObject>?> Shown { get; set; } = _ => null;

    public TargetDescriptor Descriptor { get; } = new(name, "memory", schema) { OperationsPerEnvelope = 5, Concurrency = 1 };

    public Traffic Traffic => new(new Price(Written.Count, 0, Written.Count), Written.Count, TimeSpan.Zero);

    public LiveObject Add(Kind kind, params (string Attribute, AttributeValue Value)[] values)
    {
        var made = new LiveObject(kind, $"{kind.Name[0]}{++_next:0000}") { Values = values.Where(v => !v.Value.IsAbsent).ToImmutableDictionary(v => v.Attribute, v => v.Value) };
        Objects.Add(made.Id, made);
        return made;
    }

    public void Link(LiveObject from, string link, params LiveObject[] to)
    {
        var now = Objects[from.Id];
        Objects[from.Id] = now with { Links = now.Links.SetItem(link, now.Ends(link).Union(to.Select(t => t.Id))) };
    }

    public Task<Snapshot> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => Task.FromResult(Read(request));

    public Task<ImmutableArray<OperationResult>> ApplyAsync(ImmutableArray<Attempt> attempts, Roster roster, CancellationToken cancellationToken)
    {
        var alone = attempts.Where(a => a.Operation is not (Operation.Link { Ends.Link.SideBySide: true } or Operation.Unlink { Ends.Link.SideBySide: true })).ToArray();
        Assert.Equal(alone.Length, alone.Select(a => a.Operation.Object).Distinct().Count());
        return Task.FromResult(attempts.Select(a =>
        {
            var result = Apply(a, roster);
            return result.Outcome.Succeeded && Answered(a.Operation, a.Number) is { } lost ? new OperationResult(result.Operation, lost) : result;
        }).ToImmutableArray());
    }

    public Snapshot Read(ReadRequest request)
    {
        var objects = Shown(request.Scope) ?? Objects;
        var snapshot = new Snapshot(request.Roster, request.Pool, schema, World.Now) { Facts = Facts };
        foreach (var item in objects.Values)
        {
            if (request.Scope is ReadScope.Find find && (find.Kind != item.Kind || item[find.Attribute] != AttributeValue.Of(find.Value)))
                continue;
            if (request.Scope is ReadScope.Objects some && (item.Deleted || !some.Ids.Contains(new RemoteId(item.Id))))
                continue;
            var handle = request.Roster.Live(item.Kind, new RemoteId(item.Id));
            var table = snapshot[item.Kind];
            var row = table.Add(handle, item.Deleted);
            foreach (var (attribute, value) in item.Values.Where(v => table.Schema.IndexOf(v.Key) >= 0))
                table.Set(row, table.Schema.IndexOf(attribute), request.Pool.Intern(value));
            request.Roster.Label(handle, new[] { "userPrincipalName", "userName", "displayName" }.Select(a => item[a].ToString()).FirstOrDefault(n => n.Length > 0));
        }

        foreach (var item in objects.Values.Where(o => !o.Deleted))
        {
            foreach (var (link, ends) in item.Links)
            {
                var live = ends.Where(e => objects.TryGetValue(IdOf(e), out var end) && !end.Deleted);
                if (request.Roster.Find(new RemoteId(item.Id)) is { } from)
                    snapshot.SetLinks(link, from, LinkSet.Of(live.Select(e => new LinkEnd(request.Roster.Live(objects[IdOf(e)].Kind, new RemoteId(IdOf(e))), request.Pool.Intern(RoleOf(e))))));
            }
        }

        foreach (var part in new[] { "user", "group", "members", "owners", "manager", "application", "assignments" })
            snapshot.Completed(part, Incomplete.Contains(part) ? new Completeness.Unproven("cut off in a test") : new Completeness.Proven("last page"));
        return snapshot;
    }

    private OperationResult Apply(Attempt attempt, Roster roster)
    {
        var operation = attempt.Operation;
        if (Fate(operation, attempt.Number) is { } fate)
            return new OperationResult(operation.Id, fate);
        Written.Add(operation);
        var id = roster.IdOf(operation.Object)?.Value ?? "";
        switch (operation)
        {
            case Operation.Create create:
                return Create(create, roster);
            case Operation.Update update:
                Set(id, update.Cells);
                break;
            case Operation.Disable disable:
                Set(id, disable.Cells);
                break;
            case Operation.Restore:
                Objects[id] = Objects[id] with { Deleted = false };
                break;
            case Operation.Delete:
                // Only a directory has a recycle bin.
                if (name == TargetName.Directory)
                    Objects[id] = Objects[id] with { Deleted = true };
                else
                    Objects.Remove(id);
                break;
            case Operation.Link link:
                var ends = link.Ends.Ends.Select(e => End(roster, attempt.Pool, e));
                var now = Objects[id];
                Objects[id] = now with
                {
                    Links = now.Links.SetItem(link.Ends.Link.Name,
                        link.Ends.Link.Arity == Arity.One ? [.. ends] : now.Ends(link.Ends.Link.Name).Union(ends)),
                };
                break;
            case Operation.Unlink unlink:
                var had = Objects[id];
                Objects[id] = had with { Links = had.Links.SetItem(unlink.Ends.Link.Name, had.Ends(unlink.Ends.Link.Name).Except(unlink.Ends.Ends.Select(e => End(roster, attempt.Pool, e)))) };
                break;
        }

        return new OperationResult(operation.Id, new Outcome.Applied());
    }

    private OperationResult Create(Operation.Create create, Roster roster)
    {
        foreach (var cell in create.Cells.Where(c => c.Attribute.Role == AttributeRole.Unique))
        {
            if (Objects.Values.Any(o => !o.Deleted && o.Kind == create.Kind && Same(o[cell.Attribute.Name], cell.After)))
                return new OperationResult(create.Id, new Outcome.Conflict(new Fault("uniqueness", $"{cell.After} exists", null, "")));
        }

        var made = Add(create.Kind, [.. create.Cells.Where(c => c.After is not AttributeValue.Generated).Select(c => (c.Attribute.Name, c.After))]);
        foreach (var links in create.Links)
            Link(made, links.Link.Name, [.. links.Ends.Select(e => Objects[Id(roster, e.To)])]);
        return new OperationResult(create.Id, new Outcome.Applied()) { CreatedId = new RemoteId(made.Id) };
    }

    private void Set(string id, ImmutableArray<CellChange> cells)
    {
        var values = Objects[id].Values;
        foreach (var cell in cells)
        {
            if (cell.Attribute.Role == AttributeRole.Unique)
                Assert.DoesNotContain(Objects.Values, o => !o.Deleted && o.Id != id && o.Kind == Objects[id].Kind && Same(o[cell.Attribute.Name], cell.After));
            values = cell.After.IsAbsent ? values.Remove(cell.Attribute.Name) : values.SetItem(cell.Attribute.Name, cell.After);
        }

        Objects[id] = Objects[id] with { Values = values };
    }

    private static bool Same(AttributeValue a, AttributeValue b) => string.Equals(a.ToString(), b.ToString(), StringComparison.OrdinalIgnoreCase);

    // An end and, where the link has roles, its role.
    private static string End(Roster roster, ValuePool? pool, LinkEnd end) =>
        Id(roster, end.To) + (end.Role.IsAbsent || pool is null ? "" : $"\t{pool[end.Role]}");

    private static string IdOf(string end) => end.Split('\t')[0];

    private static string? RoleOf(string end) => end.Split('\t') is [_, var role] ? role : null;

    private static string Id(Roster roster, Handle handle) => roster.IdOf(handle)?.Value ?? throw new InvalidOperationException("no id");
}
