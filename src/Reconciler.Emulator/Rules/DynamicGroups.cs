using System.Collections.Immutable;
using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.Rules;

/// <summary>The groups whose members follow a rule, and the link changes their rules ask for.</summary>
internal sealed class DynamicGroups(DirectoryStore store)
{
    private readonly SortedDictionary<int, Predicate<DirectoryObject>> _rules = [];

    public static bool IsDynamic(DirectoryObject group) =>
        group.Texts("groupTypes").Contains("DynamicMembership", StringComparer.Ordinal);

    /// <summary>What must follow a change of this object; empty for most.</summary>
    public IEnumerable<LinkChange> After(DirectoryObject item) => item.Kind switch
    {
        ObjectKind.User => AfterUser(item),
        ObjectKind.Group => AfterGroup(item),
        _ => [],
    };

    /// <summary>Brings every rule up to date.</summary>
    public IEnumerable<LinkChange> AfterLoad()
    {
        foreach (var handle in store.Live(ObjectKind.Group).ToArray())
        {
            foreach (var change in AfterGroup(store[handle]))
                yield return change;
        }
    }

    private IEnumerable<LinkChange> AfterUser(DirectoryObject user)
    {
        if (user.Presence != Presence.Live)
            yield break;
        foreach (var (handle, rule) in _rules.ToArray())
        {
            var group = store[handle];
            var (holds, should) = (group.Links(Relation.Members).Contains(user.Handle), rule(user));
            if (holds != should)
                yield return Change(group, should ? [user.Id] : [], should ? [] : [user.Id]);
        }
    }

    private IEnumerable<LinkChange> AfterGroup(DirectoryObject group)
    {
        _rules.Remove(group.Handle);
        if (group.Presence != Presence.Live || !IsDynamic(group) || group.Text("membershipRule") is not { } text)
            yield break;
        if (string.Equals(group.Text("membershipRuleProcessingState"), "Paused", StringComparison.OrdinalIgnoreCase))
            yield break;
        if (TryParse(text) is not { } rule)
            yield break;
        _rules[group.Handle] = rule;
        var change = Compare(group, rule);
        if (!change.Added.IsEmpty || !change.Removed.IsEmpty)
            yield return change;
    }

    private Predicate<DirectoryObject>? TryParse(string text)
    {
        try
        {
            return RuleParser.Parse(text, store.Extensions);
        }
        catch (RuleException)
        {
            // A stored rule may name an extension that has gone since: it then selects nobody new.
            return null;
        }
    }

    private LinkChange Compare(DirectoryObject group, Predicate<DirectoryObject> rule)
    {
        var members = group.Links(Relation.Members);
        var removed = members.ToArray().Select(h => store[h]).Where(m => m.Kind != ObjectKind.User || !rule(m)).Select(m => m.Id);
        var added = store.Live(ObjectKind.User).ToArray().Where(h => !members.Contains(h)).Select(h => store[h]).Where(u => rule(u)).Select(u => u.Id);
        return Change(group, [.. added], [.. removed]);
    }

    private static LinkChange Change(DirectoryObject group, ImmutableArray<Guid> added, ImmutableArray<Guid> removed) =>
        new(Relation.Members, group.Id, added, removed);
}
