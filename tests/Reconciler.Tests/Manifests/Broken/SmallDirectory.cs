using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>A directory that holds little: it keeps one telephone number, needs a job title, and has never heard of cities.</summary>
internal static class SmallDirectory
{
    public static TargetSchema Schema { get; } = new(
    [
        new KindSchema(Kind.User, 1,
        [
            Text("userPrincipalName") with { Clearable = false }, Text("displayName") with { Clearable = false }, Text("employeeId"), Text("mail"),
            Text("userType"), Text("department"), Text("jobTitle") with { Clearable = false }, Text("businessPhones"),
        ], []),
        new KindSchema(Kind.Group, 2, [Text("displayName"), Text("description"), Text("kind"), Text("membershipRule")], []),
    ]);

    private static AttributeSchema Text(string name) => new(name, ValueKind.Text, "");
}
