using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>What operations cost at Graph before any is sent, and the limits of its identity service for one app in one tenant.</summary>
internal static class EntraTariff
{
    // A look asks for named properties, which makes it the cheapest read.
    private static readonly Price Look = new(1, 1, 0);
    private static readonly Price Write = GraphPrices.OfWrite(1);

    public static Tariff For(MarkPlace mark) => new()
    {
        Write = Of,
        Look = operation => operation is Operation.Link or Operation.Unlink ? Look + Look : Look,
        // Whether the mark's extension exists: the app that registers it, and its properties, which take no $select.
        FirstLook = mark.Attribute is null ? Look + new Price(1, 2, 0) : default,
        Quota = snapshot => QuotaOf(Living(snapshot[Kind.User])),
    };

    /// <summary>The published limits, by the tenant's class: small below 50 users, large above 500.</summary>
    public static Quota QuotaOf(int users) => new(
    [
        new QuotaLimit(Metered.Units, users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000, TimeSpan.FromSeconds(10)),
        new QuotaLimit(Metered.Writes, 3_000, TimeSpan.FromSeconds(150)),
        // The tenant's, for all its apps together: ours alone stays below it.
        new QuotaLimit(Metered.Writes, 18_000, TimeSpan.FromMinutes(5)),
    ]);

    private static Price Of(Operation operation) => operation switch
    {
        Operation.Create { Kind.Name: "extension" or "application" } => Look + Write,
        Operation.Create { Kind.Name: "user" } guest when GuestWrites.IsGuest(guest) => Guest(guest),
        Operation.Create { Kind.Name: "group" } group => GraphPrices.OfWrite(GraphPrices.WritesOfCreation(group.Links.Sum(l => l.Ends.Length))),
        Operation.Update { Kind.Name: "application" } update => Application(update),
        Operation.Update { Kind.Name: "user" } update when OrgData.IsHalf(update.Cells) => Look + Write,
        Operation.Update { Kind.Name: "group" } update when GroupConvert.TurnsDynamic(update.Cells) => Look + Write,
        Operation.Disable { RevokeSessions: true } => Write + Write,
        Operation.Link { Ends: { Link.Name: GroupSchema.Members } ends } => GraphPrices.OfWrite(GraphPrices.WritesOfBind(ends.Ends.Length)),
        Operation.Unlink { Ends.Link.Name: UserSchema.Manager } => Look + Write,
        _ => Write,
    };

    private static Price Guest(Operation.Create guest) => Times(Write, 1 + GuestWrites.Completing(guest).Count() + guest.Links.Sum(l => l.Ends.Length)) + Look;

    // What the registration holds is looked at; roles that go are closed first and taken away after.
    private static Price Application(Operation.Update update) => update.Facet switch
    {
        ApplicationSchema.Roles => Look + Times(Write, update.Phase == Phase.Shrink ? 2 : 1),
        ApplicationSchema.ServicePrincipal when update.Cells.Any(c => c.Attribute.Name == ApplicationSchema.Mark) => Look + Write,
        _ => Write,
    };

    private static Price Times(Price price, int count) => new(price.Requests * count, price.Units * count, price.Writes * count);

    private static int Living(ResourceTable users)
    {
        var living = 0;
        for (var row = 0; row < users.Count; row++)
            living += users.IsDeleted(row) ? 0 : 1;
        return living;
    }
}
