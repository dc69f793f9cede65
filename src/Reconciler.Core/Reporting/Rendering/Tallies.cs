namespace Reconciler.Core.Reporting.Rendering;

/// <summary>One figure of a plan's verdict, as the plan says it (<c>2 to disable</c>) and as a comment does (<c>2 disabled</c>).</summary>
internal readonly record struct Tally(int Count, string Planned, string Done, Role Role)
{
    public string AsPlanned => $"{Words.Number(Count)} {Planned}";

    public string AsDone => $"{Words.Number(Count)} {Done}";
}

/// <summary>The figures of a plan that are not zero, by danger. People and their accounts are counted apart where they lose.</summary>
internal static class Tallies
{
    /// <param name="plan">A plan in the words of people.</param>
    public static IEnumerable<Tally> Of(PlanDocument plan)
    {
        var counts = plan.Counts;
        int Accounts(Section section) => plan.Targets.SelectMany(t => t.Entries).Count(e => e.Section == section && e.Kind == Spoken.Account);
        var (deleted, closed) = (Accounts(Section.Deleted), Accounts(Section.Disabled));
        var unread = plan.Targets.Count(t => t.Unreached is not null);
        Tally[] all =
        [
            new(unread, $"{Words.Agree(unread, "target")} not read", $"{Words.Agree(unread, "target")} not read", Role.Danger),
            new(counts.Blocked, "blocked", "blocked", Role.Danger),
            new(counts.Held, "held", "held", Role.Danger),
            new(counts.Deleted - deleted, "to delete", "deleted", Role.Loss),
            new(deleted, $"{Words.Agree(deleted, Spoken.Account)} to delete", $"{Words.Agree(deleted, Spoken.Account)} deleted", Role.Loss),
            new(counts.Disabled - closed, "to disable", "disabled", Role.Loss),
            new(closed, $"{Words.Agree(closed, Spoken.Account)} to deactivate", $"{Words.Agree(closed, Spoken.Account)} deactivated", Role.Loss),
            new(counts.AccessLost, Lose(counts.AccessLost), Lose(counts.AccessLost), Role.Loss),
            new(counts.Released, "to release", "released", Role.Kept),
            new(counts.Adopted, "to adopt", "adopted", Role.Change),
            new(counts.AccessGained, Gain(counts.AccessGained), Gain(counts.AccessGained), Role.Gain),
            new(counts.Restored, "to restore", "restored", Role.Gain),
            new(counts.Created, "to create", "created", Role.Gain),
            new(counts.Changed, "to change", "changed", Role.Change),
            new(counts.Observed, "observed", "observed", Role.Kept),
        ];
        return all.Where(t => t.Count > 0);
    }

    private static string Lose(int count) => count == 1 ? "loses access" : "lose access";

    private static string Gain(int count) => count == 1 ? "gains access" : "gain access";
}
