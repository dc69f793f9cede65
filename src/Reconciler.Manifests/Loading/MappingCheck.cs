using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;

namespace Reconciler.Manifests.Loading;

/// <summary>Judges mappings as a whole: what they extend, and whether the applications that name them can be served.</summary>
internal sealed class MappingCheck(Draft draft)
{
    private readonly MappingSet mappings = draft.KnownMappings;

    /// <summary>Of the control file and of all content files.</summary>
    public void Run()
    {
        draft.MappingFindings.Report();
        ReportCycles();
        foreach (var mapping in mappings.Declared)
        {
            ReportRemovals(mapping);
            if (mappings.Whole(mapping) is not { } whole)
                continue;
            ReportMatches(whole.Model, mapping);
            ReportRoles(whole, mapping);
        }

        var judged = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<(SourceSpan, string)>();
        foreach (var use in draft.Applications.MappingUses)
        {
            if (use.IsBase || mappings.Find(use.Mapping.Text) is not { } mapping || mapping.Kind.Name != use.Object || mappings.Whole(mapping) is not { } whole)
                continue;
            if (judged.Add(mapping.Key.Text) && whole.IsRead)
                ReportFinding(whole.Model, use);
            if (use.Everybody is { } everybody && whole.RoleCalls is [(_, var call), ..] && told.Add((call.Span, "")))
                draft.Faults.Add(MappingFaults.RolesForAll(call, everybody));
            // Two applications of one dialect are one fault of the mapping.
            if (use.Profile is { } profile && draft.KnownProfiles.Find(profile) is { } dialect)
                draft.Faults.AddRange(new ProfileFit(dialect, whole.Model, use.Mapping.Span).Faults(whole.IsRead).Where(f => told.Add((f.Span, f.Message))));
        }
    }

    /// <summary>The declared mappings and the built-in ones that applications name, by key.</summary>
    public ImmutableArray<ObjectMapping> Build()
    {
        var used = draft.Applications.MappingUses.Where(u => !u.IsBase).Select(u => mappings.Find(u.Mapping.Text)).OfType<DraftObjectMapping>();
        return
        [
            .. mappings.Declared.Concat(used).Distinct().Select(m => mappings.Whole(m)?.Model).OfType<ObjectMapping>().OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private void ReportCycles()
    {
        var reported = new HashSet<DraftObjectMapping>(ReferenceEqualityComparer.Instance);
        foreach (var start in mappings.Declared.OrderBy(m => m.Key.Span, SpanOrder.Instance))
        {
            var way = new List<DraftObjectMapping>();
            var places = new Dictionary<DraftObjectMapping, int>(ReferenceEqualityComparer.Instance);
            for (var at = start; at is not null && !reported.Contains(at); at = mappings.BaseOf(at))
            {
                if (places.TryGetValue(at, out var first))
                {
                    draft.Faults.Add(MappingFaults.ExtendsCycle([.. way.Skip(first).Select(m => (m.Key.Text, m.Extends?.Span ?? m.Key.Span))]));
                    break;
                }

                places.Add(at, way.Count);
                way.Add(at);
            }

            reported.UnionWith(way);
        }
    }

    private void ReportRemovals(DraftObjectMapping mapping)
    {
        var whole = mappings.BaseOf(mapping) is { } parent ? mappings.Whole(parent) : null;
        if (mapping.Extends is not null && whole is not { IsRead: true })
            return;
        foreach (var row in mapping.Rows.Where(r => r.Mapping is null))
        {
            if (whole?.Model.Find(row.Target) is null)
            {
                var meant = whole is null ? null : Suggestion.Nearest(row.Target.ToString(), whole.Model.Attributes.Select(a => a.Target.ToString()));
                draft.Faults.Add(MappingFaults.RemovesNothing(row, mapping.Key, mapping.Extends, meant));
            }
        }
    }

    // Reported where the later number is written; numbers that only the base has are judged there.
    private void ReportMatches(ObjectMapping whole, DraftObjectMapping mapping)
    {
        foreach (var same in whole.Matches.GroupBy(a => a.Match).Where(g => g.Count() > 1))
        {
            var order = same.OrderBy(a => IsOwn(mapping, a)).ThenBy(a => a.Span, SpanOrder.Instance).ToArray();
            if (IsOwn(mapping, order[^1]))
                draft.Faults.Add(MappingFaults.MatchTwice(order[^1], order[0], order[^1].Span));
        }
    }

    private static bool IsOwn(DraftObjectMapping mapping, AttributeMapping row) => mapping.Rows.Exists(r => ReferenceEquals(r.Mapping, row));

    private void ReportRoles(WholeMapping whole, DraftObjectMapping mapping)
    {
        var calls = whole.RoleCalls;
        if (calls.Length < 2 || !mapping.Rows.Exists(r => r.RoleCalls.Contains(calls[^1].Call)))
            return;
        if (calls.FirstOrDefault(c => c.Call.Text != calls[^1].Call.Text) is { Call.Text: not null } other)
            draft.Faults.Add(MappingFaults.RolesTogether(calls[^1].Call, other.Call));
    }

    private void ReportFinding(ObjectMapping whole, MappingUse use)
    {
        var matches = whole.Matches.ToArray();
        var key = new Written(whole.Key, whole.Span);
        if (matches.Length == 0)
            draft.Faults.Add(MappingFaults.NoMatch(key, use.Mapping));
        else if (matches.All(m => !IsStable(whole, m)) && !whole.Attributes.Any(a => a.Target.Is("externalId") && IsStable(whole, a)))
            draft.Faults.Add(MappingFaults.OnlyRenameable(key, use.Mapping.Span, matches.Select(m => m.Target.ToString())));
    }

    // An account that we linked is known by its externalId, so a stable one there is as good as a match.
    private static bool IsStable(ObjectMapping whole, AttributeMapping row) => row.Source switch
    {
        MappingSource.Direct direct => !direct.Attribute.IsRenameable,
        MappingSource.Computed computed => computed.Expression.Attributes().ToArray() is { Length: > 0 } read
            && read.All(name => SourceCatalog.Of(whole.Kind).Find(name) is { IsRenameable: false }),
        _ => false,
    };
}
