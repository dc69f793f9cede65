using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Writes of link ends.</summary>
internal static class LinkWrites
{
    /// <summary>Members go 20 at a time. That call is all or nothing: where one is a member already, they go singly.</summary>
    public static async Task<OperationResult> AddAsync(WriteSteps steps, string link)
    {
        if (link != GroupSchema.Members)
            return await AddSinglyAsync(steps, link);
        var answer = await steps.SendAsync(GraphWrite.Bind(Kind.Group, steps.Job.Id, link, [.. steps.Job.Ends.Select(steps.DirectoryObject)]));
        var result = steps.Judge(answer, Intent.AddLink);
        return result.Outcome is Outcome.AlreadyDone && steps.Job.Ends.Length > 1 ? await AddSinglyAsync(steps, link) : result;
    }

    public static async Task<OperationResult> RemoveAsync(WriteSteps steps, string link)
    {
        OperationResult? total = null;
        foreach (var end in steps.Job.Ends)
            total = Worse(total, steps.Judge(await steps.SendAsync(GraphWrite.RemoveReference(Kind.Group, steps.Job.Id, link, end.Id)), Intent.RemoveLink));
        return total ?? steps.Of(new Outcome.AlreadyDone());
    }

    public static async Task<OperationResult> SetManagerAsync(WriteSteps steps) => steps.Job.Ends is [var manager]
        ? steps.Judge(await steps.SendAsync(GraphWrite.SetReference(Kind.User, steps.Job.Id, UserSchema.Manager, steps.Address(manager))))
        : throw new InvalidOperationException($"operation {steps.Job.Operation.Id} sets {steps.Job.Ends.Length} managers");

    /// <summary>Graph clears whoever is manager, so look first: a successor is not ours to take away.</summary>
    public static async Task<OperationResult> ClearManagerAsync(WriteSteps steps)
    {
        var look = await steps.GetAsync(GraphPath.Manager(steps.Job.Id));
        if (look.Status == 404)
            return steps.Of(new Outcome.AlreadyDone(), look);
        if (look.Status != 200)
            return steps.JudgeLook(look);
        if (ObjectWrites.IdIn(look) is not { } now || steps.Job.Ends.All(e => e.Id != now))
            return steps.Of(new Outcome.AlreadyDone(), look);
        return steps.Judge(await steps.SendAsync(GraphWrite.ClearReference(Kind.User, steps.Job.Id, UserSchema.Manager)), Intent.RemoveLink);
    }

    private static async Task<OperationResult> AddSinglyAsync(WriteSteps steps, string link)
    {
        OperationResult? total = null;
        foreach (var end in steps.Job.Ends)
        {
            var address = link == GroupSchema.Members ? steps.DirectoryObject(end) : steps.Address(end);
            total = Worse(total, steps.Judge(await steps.SendAsync(GraphWrite.AddReference(Kind.Group, steps.Job.Id, link, address)), Intent.AddLink));
        }

        return total ?? steps.Of(new Outcome.AlreadyDone());
    }

    /// <summary>Of two outcomes the one that has to be told: what is unknown before what failed before what can be repeated before what was done.</summary>
    private static OperationResult Worse(OperationResult? one, OperationResult other) => one is null || Weight(other.Outcome) > Weight(one.Outcome) ? other : one;

    private static int Weight(Outcome outcome) => outcome switch
    {
        Outcome.AlreadyDone => 0,
        Outcome.Applied => 1,
        Outcome.Throttled => 2,
        Outcome.Conflict => 3,
        Outcome.Failed => 4,
        _ => 5,
    };
}
