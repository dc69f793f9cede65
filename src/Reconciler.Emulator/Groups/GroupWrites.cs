using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Rules;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Groups;

internal static class GroupWrites
{
    private static readonly string[] s_required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

    public static bool IsUpsert(string key) => GraphPath.AlternateKey(key) is ("uniqueName", _);

    public static Answer Create(Call call) => Create(call, WriteBody.Read(call, GroupType.Type, isCreate: true, "members", "owners"));

    /// <summary>PATCH by uniqueName: updates, or creates where the caller prefers that to 404.</summary>
    public static Answer Upsert(Call call, string key)
    {
        if (Lookup.Find(call, ObjectKind.Group, key) is { } existing)
            return Update(call, existing);
        if (!call.Prefers("create-if-missing"))
            throw Errors.NotFound(Lookup.Shown(key));
        var body = WriteBody.Read(call, GroupType.Type, isCreate: true, "members", "owners");
        var name = Lookup.Shown(key);
        if (body.Has("uniqueName") && body.Text("uniqueName") != name || !ValueRules.Accept(GroupType.Type["uniqueName"], name))
            throw Errors.InvalidValue("uniqueName", "Group");
        body.Set("uniqueName", name);
        return Create(call, body);
    }

    public static Answer Update(Call call, DirectoryObject group)
    {
        var body = WriteBody.Read(call, GroupType.Type, isCreate: false, "members", "owners");
        GroupRules.RefuseReadOnly(group);
        RefuseImmutable(group, body);
        var types = body.Texts("groupTypes") ?? group.Texts("groupTypes");
        var isDynamic = types.Contains("DynamicMembership", StringComparer.Ordinal);
        CheckRule(call, group, body, isDynamic);
        GroupRules.CheckKind(types, group.Flag("mailEnabled") == true, body.Flag("securityEnabled") ?? group.Flag("securityEnabled") == true,
            group.Flag("isAssignableToRole") == true);
        GroupRules.CheckNickname(call, body.Text("mailNickname"), Nesting.IsUnified(group), group);
        if (body.Text("uniqueName") is { } name)
            CheckUniqueName(call, group, name);
        References.RefuseTooMany(body.Bound("members").Length + body.Bound("owners").Length);
        foreach (var relation in (Relation[])[Relation.Members, Relation.Owners])
        {
            if (body.Bound(relation.Name()).IsEmpty)
                continue;
            References.RefuseWrites(call, group, relation);
            References.CheckAdded(group, relation, References.Bound(call, body, relation));
        }

        if (body.Values.Count > 0)
            call.Commit(new PutChange(ObjectKind.Group, group.Id, group.Values.With(body.Values)));
        Link(call, body, group);
        return Answer.NoContent;
    }

    private static Answer Create(Call call, WriteBody body)
    {
        foreach (var property in s_required)
            body.Require(property);
        body.SetDefault("groupTypes", Array.Empty<string>());
        var types = body.Texts("groupTypes") ?? [];
        var isUnified = types.Contains("Unified", StringComparer.Ordinal);
        var isDynamic = types.Contains("DynamicMembership", StringComparer.Ordinal);
        var isAssignable = body.Flag("isAssignableToRole") == true;
        GroupRules.CheckKind(types, body.Flag("mailEnabled") == true, body.Flag("securityEnabled") == true, isAssignable);
        GroupRules.CheckRule(call, isDynamic, body.Text("membershipRule"));
        GroupRules.CheckNickname(call, body.Text("mailNickname"), isUnified, null);
        CheckVisibility(body, isUnified, isAssignable);
        if (body.Text("uniqueName") is { } name && call.Store.Keys.GroupByUniqueName(name) is not null)
            throw Errors.InUse("uniqueName");
        CheckBound(call, body, isUnified, isAssignable, isDynamic);
        Fill(call, body, isUnified, isDynamic, isAssignable);
        var id = call.Tenant.NewId("group");
        call.Commit(new PutChange(ObjectKind.Group, id, ObjectValues.Empty.With(body.Values)));
        if (call.Store.FindLive(id) is not { } group)
            throw Errors.NotFound(id.ToString());
        Link(call, body, group);
        return OneObject.Created(call, group, "groups");
    }

    private static void CheckBound(Call call, WriteBody body, bool isUnified, bool isAssignable, bool isDynamic)
    {
        References.RefuseTooMany(body.Bound("members").Length + body.Bound("owners").Length);
        if (isDynamic && !body.Bound("members").IsEmpty)
            throw Errors.Denied();
        foreach (var relation in (Relation[])[Relation.Members, Relation.Owners])
        {
            foreach (var target in References.Bound(call, body, relation))
                Nesting.Check(isUnified, isAssignable, relation, target);
        }
    }

    private static void CheckVisibility(WriteBody body, bool isUnified, bool isAssignable)
    {
        if (body.Text("visibility") is not { } visibility)
            return;
        if ((visibility == "HiddenMembership" && !isUnified) || (isAssignable && visibility != "Private"))
            throw Errors.InvalidValue("visibility", "Group");
    }

    private static void Fill(Call call, WriteBody body, bool isUnified, bool isDynamic, bool isAssignable)
    {
        var now = StateWriter.Time(call.Now);
        body.Set("createdDateTime", now);
        body.Set("renewedDateTime", now);
        if (isDynamic)
            body.SetDefault("membershipRuleProcessingState", "On");
        if (isAssignable)
            body.Set("visibility", "Private");
        if (!isUnified || body.Text("mailNickname") is not { } alias)
            return;
        body.SetDefault("visibility", "Public");
        var address = alias + "@" + call.Tenant.Organization.Domains.First(d => d.IsDefault).Name;
        if (call.Store.Keys.ByAddress(address) is not null)
            throw Errors.InUse("proxyAddresses");
        body.Set("mail", address);
        body.Set("proxyAddresses", new[] { "SMTP:" + address });
    }

    private static void RefuseImmutable(DirectoryObject group, WriteBody body)
    {
        if (body.Has("mailEnabled") && body.Flag("mailEnabled") != group.Flag("mailEnabled"))
            throw Errors.InvalidValue("mailEnabled", "Group");
        if (body.Texts("groupTypes") is { } types && types.Contains("Unified", StringComparer.Ordinal) != Nesting.IsUnified(group))
            throw Errors.InvalidValue("groupTypes", "Group");
        if (!body.Has("visibility"))
            return;
        var (now, then) = (group.Text("visibility"), body.Text("visibility"));
        if (now != then && (now == "HiddenMembership" || then == "HiddenMembership" || group.Flag("isAssignableToRole") == true))
            throw Errors.InvalidValue("visibility", "Group");
    }

    /// <summary>A group that stops being dynamic keeps its members and loses its rule.</summary>
    private static void CheckRule(Call call, DirectoryObject group, WriteBody body, bool isDynamic)
    {
        if (!isDynamic && DynamicGroups.IsDynamic(group))
        {
            body.SetDefault("membershipRule", ObjectValues.Cleared);
            body.SetDefault("membershipRuleProcessingState", ObjectValues.Cleared);
        }

        GroupRules.CheckRule(call, isDynamic, body.Has("membershipRule") ? body.Text("membershipRule") : group.Text("membershipRule"));
        if (isDynamic && group.Text("membershipRuleProcessingState") is null)
            body.SetDefault("membershipRuleProcessingState", "On");
    }

    /// <summary>May be set once, and never on groups that can hold roles.</summary>
    private static void CheckUniqueName(Call call, DirectoryObject group, string name)
    {
        if (group.Flag("isAssignableToRole") == true)
            throw Errors.BadRequest("Value for ArmUniqueName cannot be updated for groups assignable to role.");
        if (group.Text("uniqueName") is { } current && current != name)
            throw Errors.ReadOnly("uniqueName");
        if (call.Store.Keys.GroupByUniqueName(name) is { } holder && holder != group)
            throw Errors.InUse("uniqueName");
    }

    private static void Link(Call call, WriteBody body, DirectoryObject group)
    {
        foreach (var relation in (Relation[])[Relation.Members, Relation.Owners])
        {
            var targets = References.Bound(call, body, relation);
            if (!targets.IsEmpty)
                call.Commit(new LinkChange(relation, group.Id, [.. targets.Select(t => t.Id)], []));
        }
    }
}
