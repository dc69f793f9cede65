using Reconciler.Core.Diagnostics;
using Reconciler.Core.Filters;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Who is given a role by what line, and through which group.</summary>
internal readonly record struct Grant(Mention To, DraftAssignment By, DraftResource? Through);

/// <summary>
/// Who would hold which role by what is declared: directly, as a member of an assigned group, or of one nested in it where the line expands it.
/// Whoever has not started yet counts, whoever is gone and what is over does not. Filters count for people of whom everything is declared that they ask for.
/// </summary>
internal sealed class DeclaredAccess(Draft draft, KeyIndex keys)
{
    private readonly Dictionary<DraftResource, List<Mention>> members = new(ReferenceEqualityComparer.Instance);

    public IEnumerable<Grant> Holders(DraftAssignment line)
    {
        if (IsOver(line.To))
            return [];
        if (line.To.To.Form.KindOf() != Kind.Group)
            return IsGone(line.To.To) ? [] : [new Grant(line.To.To, line, null)];
        if (line.To.To.Declared is not { } assigned)
            return [];
        var through = new List<DraftResource> { assigned };
        if (line.IsNested)
            AddNested(through);
        return through.SelectMany(group => Members(group).Select(m => new Grant(m, line, group)));
    }

    private static void AddNested(List<DraftResource> groups)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var end in groups[i].Lists.SelectMany(l => l.Link == "members" ? l.Ends : []))
            {
                if (end.To.Form.KindOf() == Kind.Group && end.To.Declared is { } nested && !groups.Contains(nested))
                    groups.Add(nested);
            }
        }
    }

    private List<Mention> Members(DraftResource group)
    {
        if (members.TryGetValue(group, out var known))
            return known;
        var found = new List<Mention>();
        foreach (var list in group.Lists)
        {
            if (list.Link != "members")
                continue;
            found.AddRange(list.Ends.Where(e => e.To.Form.KindOf() == Kind.User && !IsOver(e) && !IsGone(e.To)).Select(e => e.To));
            if (list.Where is { } where)
                found.AddRange(keys.OfKind(Kind.User).Where(p => !IsGone(p) && Holds(where.Filter, p)).Select(MentionOf));
        }

        members.Add(group, found);
        return found;
    }

    private bool IsOver(DraftEnd end) => end.Terms?.Until < draft.AsOf;

    private bool IsGone(Mention person) => person.Declared is { } declared && IsGone(declared);

    private bool IsGone(DraftResource person) => person.Left?.Date <= draft.AsOf || person.Employment?.Ends?.Date < draft.AsOf;

    private static bool Holds(Filter filter, DraftResource person) =>
        filter.Paths.All(p => ValueOf(person, p.Name) is not null) && filter.Holds(name => ValueOf(person, name) ?? AttributeValue.None);

    private static AttributeValue? ValueOf(DraftResource person, string attribute)
    {
        if (person.Find(attribute) is { } own)
            return own.Value;
        foreach (var cell in person.Existing is null && !person.IsUnmanaged(attribute) ? person.Defaults?.For(person) ?? [] : [])
        {
            if (cell.Attribute == attribute)
                return cell.Value;
        }

        return null;
    }

    private Mention MentionOf(DraftResource person)
    {
        var mention = draft.Mentions[NameForm.UserKey, person.Key.Name];
        (mention.Declared, mention.Meaning, mention.Rank) = (person, person.Reference, person.Place);
        return mention;
    }
}
