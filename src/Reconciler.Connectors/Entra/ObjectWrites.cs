using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Writes that are alike for users and groups.</summary>
internal static class ObjectWrites
{
    /// <summary>"Not found" is believed once a look says so too: what is taken for gone is forgotten, and nobody would take it away later.</summary>
    public static async Task<OperationResult> DeleteAsync(WriteSteps steps, Kind kind)
    {
        var answer = await steps.SendAsync(GraphWrite.Delete(kind, steps.Job.Id));
        if (answer.Status != 404)
            return steps.Judge(answer, Intent.Remove);
        var live = await steps.GetAsync(GraphPath.One(kind, steps.Job.Id, "id"));
        return live.Status switch
        {
            200 => steps.Judge(answer),
            404 => steps.Judge(answer, Intent.Remove),
            _ => steps.JudgeLook(live),
        };
    }

    /// <summary>Takes an object out of the recycle bin. One that is not in it may be back already.</summary>
    public static async Task<OperationResult> RestoreAsync(WriteSteps steps, Kind kind)
    {
        var answer = await steps.SendAsync(GraphWrite.Restore(steps.Job.Id));
        if (answer.Status != 404)
            return steps.Judge(answer);
        var live = await steps.GetAsync(GraphPath.One(kind, steps.Job.Id, "id"));
        return live.Status switch
        {
            200 => steps.Of(new Outcome.AlreadyDone(), live),
            404 => steps.Judge(answer),
            _ => steps.JudgeLook(live),
        };
    }

    /// <summary>The outcome of a creation: a success that does not say under which id leaves it unknown.</summary>
    public static OperationResult Created(WriteSteps steps, WireAnswer answer, Intent intent = Intent.Other)
    {
        var result = steps.Judge(answer, intent);
        if (result.Outcome is not Outcome.Applied)
            return result;
        return IdIn(answer) is { } id
            ? result with { CreatedId = id }
            : steps.Of(new Outcome.Unknown(new Fault("noId", "the service says that it is done, and not under which id", answer.RequestId, "plan again")), answer);
    }

    /// <summary>The id of an object in an answer's body.</summary>
    public static RemoteId? IdIn(WireAnswer answer)
    {
        if (answer.Body.IsEmpty)
            return null;
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.Text("id") is { } id ? new RemoteId(id) : null;
    }
}
