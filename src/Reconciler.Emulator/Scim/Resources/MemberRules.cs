using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Members as they are kept: ids of resources that exist, each once, and never the group itself, not even through others.</summary>
internal static class MemberRules
{
    public static void Settle(Complex draft, string groupId, ScimResource? before, ScimStore store)
    {
        if (draft["members"] is not List<object> given)
            return;
        var known = before?.MemberIds.ToHashSet(StringComparer.Ordinal) ?? [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<object>(given.Count);
        foreach (var item in given)
        {
            var id = Id(item);
            if (!seen.Add(id))
                continue;
            if (id == groupId)
                throw ScimException.InvalidValue("A group cannot contain itself");
            var found = store.Find(id) ?? throw ScimException.InvalidValue($"The member '{id}' does not exist");
            if (found.Type.Name == "Group" && !known.Contains(id) && Reaches(found, groupId, store))
                throw ScimException.InvalidValue($"The group '{id}' contains this group already");
            kept.Add(new Complex { { "value", id }, { "type", found.Type.Name } });
        }

        draft["members"] = kept.Count == 0 ? null : kept;
    }

    private static string Id(object item)
    {
        if (item is not Complex member)
            throw ScimException.InvalidValue("A member is not an object");
        if (member.Text("value") is { Length: > 0 } id)
            return id;
        return member.Text("$ref") is { Length: > 0 } reference
            ? Uri.UnescapeDataString(reference[(reference.LastIndexOf('/') + 1)..])
            : throw ScimException.InvalidValue("A member has no value");
    }

    private static bool Reaches(ScimResource from, string groupId, ScimStore store)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ScimResource>([from]);
        while (open.TryPop(out var group))
        {
            foreach (var id in group.MemberIds.Where(seen.Add))
            {
                if (id == groupId)
                    return true;
                if (store.Find(id) is { Type.Name: "Group" } inner)
                    open.Push(inner);
            }
        }

        return false;
    }
}
