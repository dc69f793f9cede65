using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>
/// What is kept of a whole read: of which place and shape it is, when it was taken, and the links behind which the service tells what changed since.
/// </summary>
/// <param name="Stamp">Address, app, mark, and the attributes asked for: a state of another stamp is of no use.</param>
/// <param name="TakenAt">When the read that it stems from began.</param>
/// <param name="Users">Delta link of users with all attributes and the manager.</param>
/// <param name="Groups">Delta link of groups with all attributes, members and owners.</param>
internal sealed record KeptState(string Stamp, DateTimeOffset TakenAt, string Users, string Groups)
{
    /// <summary>An older one is not taken up: a token lives seven days, and what a delta never told of is healed by a whole read a day.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    public static string StampOf(ReadSession session, TargetFacts facts, UserClient users, GroupClient groups, bool managers) =>
        string.Join('\n', session.Root, facts.TenantId, session.Mark.AppId, session.Mark.Property, session.Mark.Member, users.Select, groups.Whole, managers);

    public bool Serves(string stamp, DateTimeOffset now) => Stamp == stamp && TakenAt <= now && now - TakenAt < LongestLife;
}
