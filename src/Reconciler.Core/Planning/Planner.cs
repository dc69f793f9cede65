using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Computes the directory's plan: pairing, attributes, the directory as it will be, links, uniqueness, operations. Pure but for the roster, which learns keys.</summary>
public static class Planner
{
    /// <summary>Objects whose lists one thread compares before it looks for more.</summary>
    private const int Together = 500;

    private static readonly ImmutableArray<Kind> Kinds = [Kind.User, Kind.Group, Kind.Application];

    /// <param name="retried">The object whose parked operations are tried again; null = none.</param>
    public static TargetPlan Plan(IdentityModel model, DirectorySettings directory, Snapshot snapshot, Ledger ledger, DateOnly day, ResourceKey? retried = null)
    {
        var kinds = Kinds.Where(k => snapshot.Schema.Find(k) is not null).ToArray();
        var live = kinds.ToDictionary(k => k, k => new LiveIndex(snapshot, k));
        var pairs = kinds.ToDictionary(k => k,
            k => Matcher.Pair(model, live[k], snapshot, ledger, directory.MatchOf(k)));

        // Protected keys are resolved after pairing: a line may name a declared key.
        var protection = Protection.Of(model.Settings.Protected, snapshot);
        var contexts = kinds.ToDictionary(k => k, k => new PlanContext(model, directory, snapshot, ledger, protection, live[k], day));
        var entries = kinds.ToDictionary(k => k, k => pairs[k]
            .Select(new ObjectPlanner(contexts[k]).Plan)
            .Select(e => Enforcing.Apply(e, EnforceOf(model, directory, e)))
            .ToList());

        var waves = new Dictionary<Handle, int>();
        foreach (var kind in kinds)
        {
            var (judged, order) = UniqueValues.Order(live[kind], snapshot, entries[kind]);
            entries[kind] = judged;
            foreach (var (handle, wave) in order)
                waves[handle] = wave;
        }

        var view = DirectoryView.Foresee(snapshot, entries.Values.SelectMany(e => e));
        var references = new References(model, snapshot, view, entries.Values.SelectMany(e => e), day);
        var all = new List<Entry>();
        foreach (var kind in kinds)
        {
            // Who is in which group is known by now, and nested groups are part of an assignment.
            if (kind == Kind.Application)
                view = DirectoryView.Foresee(snapshot, all.Concat(entries[kind]));
            all.AddRange(WithLinks(contexts[kind], entries[kind], view, references));
        }

        var known = all.Select(e => e.Object).ToHashSet();
        if (MarkExtension(snapshot, all) is { } extension)
            all.Insert(0, extension);

        var plan = new TargetPlan(TargetName.Directory, snapshot, [], [])
        {
            Order = new OperationOrder(waves, SeparatingLists.Of(model, snapshot)),
            Findings = [.. protection.Faults, .. Tenant(directory, snapshot, all), .. references.Findings, .. Kept(all)],
            Owned = live.Where(l => l.Key != Kind.Application).ToImmutableDictionary(l => l.Key, l => l.Value.MarkedBy(model.Settings.Workspace).Count(r => !l.Value.Table.IsDeleted(r))),
            Strangers = live.ToImmutableDictionary(l => l.Key,
                l => Enumerable.Range(0, l.Value.Table.Count).Count(r => !l.Value.Table.IsDeleted(r) && !known.Contains(l.Value.Table.Rows[r]))),
            ProtectedObjects = protection.Count,
            Fingerprint = Fingerprints.Of(model),
        };
        return Parking.Without(plan.With(all), ledger.Parked, retried);
    }

    /// <summary>The ends that a written list means on the directory as a plan leaves it; what is unresolved is left out and told of.</summary>
    internal static (ImmutableArray<(LinkEnd End, DeclaredReference Line)> Ends, bool IsWhole) Resolve(References references, DirectoryView view, DeclaredLinks list)
    {
        var ends = ImmutableArray.CreateBuilder<(LinkEnd, DeclaredReference)>();
        var isWhole = true;
        foreach (var line in list.Ends)
        {
            var resolution = references.Resolve(line);
            isWhole &= resolution is not Resolution.Unresolved;
            if (resolution is not Resolution.Found found)
                continue;
            foreach (var end in line.Expand ? Nesting.Of(view, found.Object) : [found.Object])
                ends.Add((new LinkEnd(end, view.Pool.Intern(line.Role)), line));
        }

        return (ends.ToImmutable(), isWhole);
    }

    /// <summary>One hash over all targets, their workspace and tenant: what an approval is given for.</summary>
    public static string OperationsHash(string workspace, string? tenant, IEnumerable<TargetPlan> targets) =>
        PlanHash.Of(workspace, tenant, targets.Select(t => (t.Target.Value, t.Hash)));

    private static Entry[] WithLinks(PlanContext context, List<Entry> entries, DirectoryView view, References references)
    {
        var declared = context.Model.OfKind(context.Kind).ToDictionary(d => d.Key);
        var done = new Entry[entries.Count];

        // One object's lists have nothing to do with another's, but for the names of roles: they go into the pool that all share.
        var size = context.Schema.Links.Any(l => l.Qualifier == LinkQualifier.Role) ? Math.Max(entries.Count, 1) : Together;
        var parts = Enumerable.Range(0, (entries.Count + size - 1) / size).Select(p => (From: p * size, To: Math.Min((p + 1) * size, entries.Count), References: references.Apart())).ToArray();
        Parallel.ForEach(parts, part =>
        {
            var planner = new LinkPlanner(context, view, part.References);
            for (var i = part.From; i < part.To; i++)
                done[i] = WithLinks(context, entries[i], entries[i].Key is { } key ? declared.GetValueOrDefault(key) : null, planner);
        });
        foreach (var part in parts)
            references.Join(part.References);
        return done;
    }

    private static Entry WithLinks(PlanContext context, Entry entry, DeclaredResource? declared, LinkPlanner planner)
    {
        if (declared is null)
            return entry;
        var refusal = entry.Change is Change.Blocked ? null : GroupRules.Refuse(context, entry, declared) ?? ApplicationRules.Refuse(context, entry);
        return refusal is not null
            ? entry with { Change = new Change.Blocked(refusal), Cells = [], Effects = Effects.None }
            : Enforcing.Links(ApplicationRules.Settle(context, planner.Plan(entry, declared)), EnforceOf(context.Model, context.Directory, entry));
    }

    private static Enforcement EnforceOf(IdentityModel model, DirectorySettings directory, Entry entry) =>
        entry.Kind == Kind.Application && model.Applications.FirstOrDefault(a => entry.Key == a.ResourceKey) is { } application
            ? application.Enforce
            : directory.EnforceFor(entry.Kind);

    // An application is never removed: what stands in it belongs to others too.
    private static IEnumerable<Diagnostic> Kept(IEnumerable<Entry> entries) =>
        from entry in entries
        where entry.Kind == Kind.Application && entry is { Change: Change.Keep, Cause: Cause.Undeclared }
        select PlanFaults.ApplicationKept(entry.Name);

    // The tenant that answered is the one that is meant, and addresses can live in it. Of another one nothing further is worth saying.
    private static IEnumerable<Diagnostic> Tenant(DirectorySettings directory, Snapshot snapshot, IEnumerable<Entry> entries)
    {
        var facts = snapshot.Facts;
        if (facts.TenantId is { } id && !string.Equals(id, directory.Tenant, StringComparison.OrdinalIgnoreCase)
            && !facts.VerifiedDomains.Contains(directory.Tenant, StringComparer.OrdinalIgnoreCase))
            return [PlanFaults.WrongTenant(directory.Tenant, $"{facts.DisplayName ?? id} ({string.Join(", ", facts.VerifiedDomains.DefaultIfEmpty(id))})", directory.TenantSpan)];
        if (facts.VerifiedDomains.IsEmpty)
            return [];
        var named = directory.Domains.Where(d => !facts.VerifiedDomains.Contains(d, StringComparer.OrdinalIgnoreCase)).ToArray();
        return named.Select(d => PlanFaults.DomainNotVerified(d, directory.TenantSpan, facts.VerifiedDomains))
            .Concat(Addresses([.. facts.VerifiedDomains, .. named], facts.VerifiedDomains, entries));
    }

    // A sign-in name of a domain that the tenant has not verified would be refused one person at a time, halfway: told once for each domain.
    private static IEnumerable<Diagnostic> Addresses(ImmutableArray<string> known, ImmutableArray<string> verified, IEnumerable<Entry> entries) => entries
        .Where(e => e.IsChange && e.Kind == Kind.User).SelectMany(e => e.Cells).Where(c => c.Attribute.Name == "userPrincipalName" && DomainOf(c) is { } domain && !known.Contains(domain, StringComparer.OrdinalIgnoreCase))
        .GroupBy(c => DomainOf(c) ?? "", StringComparer.OrdinalIgnoreCase)
        .Select(there => PlanFaults.DomainNotVerified(there.Key, there.First().Cause.Span, verified, there.Count() - 1));

    private static string? DomainOf(CellChange address) => address.After.ToString() is var text && text.LastIndexOf('@') is >= 0 and var at ? text[(at + 1)..] : null;

    // Marks need their extension before anything can be owned: the plan's first operation where it is missing.
    private static Entry? MarkExtension(Snapshot snapshot, List<Entry> entries)
    {
        if (snapshot.Schema.Find(Kind.Extension) is not { } schema || schema.Find("name") is not { } name)
            return null;
        var mark = snapshot.Schema.Kinds.Select(k => k.WithRole(AttributeRole.Mark)).FirstOrDefault(m => m is not null);
        if (mark is null || !entries.Any(e => e.IsChange && e.Cells.Any(c => c.Attribute.Role == AttributeRole.Mark && c.Attribute.Name == mark.Name)))
            return null;
        var table = snapshot[Kind.Extension];
        if (Enumerable.Range(0, table.Count).Any(r => snapshot.Pool[table.Cell(r, schema.IndexOf("name"))] == AttributeValue.Of(mark.Name)))
            return null;
        var key = new ResourceKey(Kind.Extension, mark.Name);
        var cause = new Cause.Derived("owner marks need it", SourceSpan.None);
        return new Entry(snapshot.Roster.Declared(key), Kind.Extension, new Change.Create(), cause)
        {
            Key = key,
            Name = mark.Name,
            Cells = [new CellChange(name, AttributeValue.None, AttributeValue.Of(mark.Name), cause)],
            Effects = Effects.Created,
        };
    }
}
