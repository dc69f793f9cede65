using System.Collections.Immutable;
using Reconciler.Emulator.Scim.Patch;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Creates, changes and deletes resources under the application's write lock; a refused write changes nothing.</summary>
internal sealed class ResourceWrites(ScimApplication application, DateTimeOffset at)
{
    private const string Missing = "invalidValue";
    private readonly DateTimeOffset _now = ScimTime.Whole(at);

    public ScimResource Create(ResourceType type, Complex draft, string? id = null)
    {
        id ??= application.NewId(type.Name);
        if (type.Name == "User")
            draft["active"] ??= true;
        var hasPassword = TakePassword(draft);
        var values = Settled(type, id, draft, null, Missing, hasPassword, isPatch: false);
        var created = new ScimResource(type, id, application.Store.NextOrder)
        {
            Values = values,
            Created = _now,
            LastModified = _now,
            HasPassword = hasPassword,
        };
        application.Put(created);
        return created;
    }

    /// <summary>What PUT leaves out is cleared; a password that was set stays.</summary>
    public ScimResource Replace(ScimResource before, Complex draft)
    {
        if (before.Type.Name == "User")
            draft["active"] ??= true;
        var sets = TakePassword(draft);
        return Store(before, draft, Missing, sets, isPatch: false);
    }

    public ScimResource Patch(ScimResource before, ImmutableArray<PatchOperation> operations)
    {
        var draft = before.Values.Clone();
        var patcher = new Patcher(before.Type, draft, application.Switches.RemoveHonoursValue);
        foreach (var operation in operations)
            patcher.Apply(operation);
        // Removing what is required is a fault of mutability (RFC 7644 §3.5.2.2), an empty value one of the value.
        var missing = operations.Any(o => o.Verb == PatchVerb.Remove) ? "mutability" : Missing;
        return Store(before, draft, missing, TakePassword(draft), isPatch: true);
    }

    /// <summary>Deletes a resource and its memberships.</summary>
    public void Delete(ScimResource resource)
    {
        foreach (var group in application.Store.GroupsOf(resource.Id).ToList())
        {
            var values = group.Values.Clone();
            values["members"] = group.Members.FindAll(m => (m as Complex)?.Text("value") != resource.Id) is { Count: > 0 } left ? left : null;
            application.Put(group with { Values = values, LastModified = _now, Version = group.Version + 1 });
        }

        application.Delete(resource.Id);
    }

    private ScimResource Store(ScimResource before, Complex draft, string missing, bool setsPassword, bool isPatch)
    {
        var values = Settled(before.Type, before.Id, draft, before, missing, setsPassword || before.HasPassword, isPatch);
        if (!setsPassword && Complex.Same(values, before.Values))
            return before;
        var after = before with
        {
            Values = values,
            LastModified = _now,
            Version = before.Version + 1,
            HasPassword = setsPassword || before.HasPassword,
        };
        application.Put(after);
        return after;
    }

    private static bool TakePassword(Complex draft)
    {
        var isSet = draft["password"] is string { Length: > 0 };
        draft["password"] = null;
        return isSet;
    }

    private Complex Settled(ResourceType type, string id, Complex draft, ScimResource? before, string missing, bool hasPassword, bool isPatch)
    {
        ResourceRules.Check(type, draft, before, missing);
        ApplicationRules.Check(type, draft, before, isPatch, hasPassword, application.Switches);
        if (type.Name == "Group")
            MemberRules.Settle(draft, id, before, application.Store);
        CheckNames(type, id, draft);
        ResourceRules.CheckUnique(type, id, draft, application.Store);
        return draft;
    }

    private void CheckNames(ResourceType type, string id, Complex draft)
    {
        if (type.Name == "User" && draft.Text("userName") is { } userName && application.Store.ByUserName(userName) is { } other && other.Id != id)
            throw ScimException.Uniqueness($"userName '{userName}' is in use");
        if (type.Name == "Group" && application.Switches.UniqueGroupNames && draft.Text("displayName") is { } name
            && application.Store.GroupsByName(name).Any(g => g.Id != id))
        {
            throw ScimException.Uniqueness($"displayName '{name}' is in use");
        }
    }
}
