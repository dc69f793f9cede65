using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Writes that are alike for users and groups.</summary>
internal static class ObjectWrites
{
    public static async Task<OperationResult> DeleteAsync(WriteSteps steps, Kind kind) =>
        steps.Judge(await steps.SendAsync(GraphWrite.Delete(kind, steps.Job.Id)), Intent.Remove);

    /// <summary>Takes an object out of the recycle bin. One that is not in it may be back already.</summary>
    public static async Task<OperationResult> RestoreAsync(WriteSteps steps, Kind kind)
    {
        var answer = await steps.SendAsync(GraphWrite.Restore(steps.Job.Id));
        if (answer.Status != 404)
            return steps.Judge(answer);
        var live = await steps.GetAsync(GraphPath.One(kind, steps.Job.Id, "id"));
        return live.Status == 200 ? steps.Of(new Outcome.AlreadyDone(), live) : steps.Judge(answer);
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
