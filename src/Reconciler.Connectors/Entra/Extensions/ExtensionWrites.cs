using System.Text.Json;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra.Extensions;

/// <summary>Registers the extension property that carries owner marks.</summary>
internal static class ExtensionWrites
{
    public static async Task<OperationResult> CreateAsync(WriteSteps steps, Operation.Create create, MarkWire mark)
    {
        if (mark.AppId is not { } appId)
            return steps.Of(new Outcome.AlreadyDone());
        var name = create.Cells.FirstOrDefault(c => c.Attribute.Name == ExtensionSchema.Name)?.After.ToString() ?? EntraSchema.Mark;
        var look = await steps.GetAsync(GraphPath.ApplicationOf(appId));
        if (look.Status != 200)
        {
            var judged = steps.JudgeLook(look);
            return judged.Outcome is Outcome.Failed { Fault: var fault } && look.Status == 404
                ? judged with { Outcome = new Outcome.Failed(fault with { Advice = $"no app of client id {appId} is registered in this tenant: set directory.ownership.directoryExtension" }) }
                : judged;
        }

        if (ObjectWrites.IdIn(look) is not { } application)
            throw new JsonException("an application without id");
        var answer = await steps.SendAsync(GraphWrite.CreateExtension(application.Value, json =>
        {
            json.WriteString("name", name);
            json.WriteString("dataType", "String");
            json.WriteStartArray("targetObjects");
            json.WriteStringValue("User");
            json.WriteStringValue("Group");
            json.WriteEndArray();
        }));
        return ObjectWrites.Created(steps, answer, Intent.Register);
    }
}
