using Reconciler.Emulator.Delta;
using Reconciler.Emulator.Deleted;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Groups;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Users;

internal static class UserRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["users"]) => All(call).Answer(call),
        ("POST", ["users"]) => UserWrites.Create(call),
        (_, ["users"]) => throw Errors.WrongVerb(),
        ("GET", ["users", "$count"]) => All(call).Count(call),
        ("GET", ["users", "delta"]) => DeltaRound.Answer(call, ObjectKind.User),
        (_, ["users", "$count" or "delta"]) => throw Errors.WrongVerb(),
        ("GET", ["users", var key]) => OneObject.Answer(call, Lookup.Require(call, ObjectKind.User, key), "users"),
        ("PATCH", ["users", var key]) => UserWrites.Update(call, Lookup.Require(call, ObjectKind.User, key)),
        ("DELETE", ["users", var key]) => Removal.SoftDelete(call, Lookup.Require(call, ObjectKind.User, key)),
        (_, ["users", _]) => throw Errors.WrongVerb(),
        ("GET", ["users", var key, "manager"]) => ManagerLinks.Get(call, Lookup.Require(call, ObjectKind.User, key)),
        ("GET", ["users", var key, "manager", "$ref"]) => ManagerLinks.GetReference(call, Lookup.Require(call, ObjectKind.User, key)),
        ("PUT", ["users", var key, "manager", "$ref"]) => ManagerLinks.Set(call, Lookup.Require(call, ObjectKind.User, key)),
        ("DELETE", ["users", var key, "manager", "$ref"]) => ManagerLinks.Remove(call, Lookup.Require(call, ObjectKind.User, key)),
        (_, ["users", _, "manager", ..]) => throw Errors.WrongVerb(),
        ("GET", ["users", var key, "directReports", .. var rest]) =>
            LinkListing.Answer(call, Lookup.Require(call, ObjectKind.User, key).Reverse(Relation.Manager), rest),
        (_, ["users", var key, .. var rest]) => MembershipQueries.Handle(call, ObjectKind.User, key, rest),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(Call call) => new(call.Store.Live(ObjectKind.User), "users") { Types = [UserType.Type] };
}
