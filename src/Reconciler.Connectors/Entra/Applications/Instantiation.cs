using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// Makes applications of a template. Names are not unique and the same call twice makes two, so it looks first which of that name there are: whatever
/// is there later and was not before is what an attempt of ours has made. An attempt that may have been carried out is never sent again by itself.
/// </summary>
internal static class Instantiation
{
    public static async Task<OperationResult> CreateAsync(WriteSteps steps, Operation.Create create, KnownApplications known, HalfMadeApplications made)
    {
        if (create.Cells.FirstOrDefault(c => !c.Attribute.OnCreate) is { } later)
            throw new InvalidOperationException($"operation {create.Id}: {later.Attribute.Name} cannot travel with the creation of {create.Name}");
        var name = Text(create, ApplicationSchema.DisplayName) ?? create.Name;
        var template = ApplicationConvert.TemplateId(Text(create, ApplicationSchema.Template));
        var look = await steps.GetAsync(GraphPath.Where(Kind.Application, ApplicationSchema.DisplayName, name, "id,appId,applicationTemplateId,tags,appRoles"));
        if (look.Status != 200)
            return steps.JudgeLook(look);
        using var json = JsonDocument.Parse(look.Body);
        var there = json.RootElement.Items("value").ToImmutableArray();
        if (made.Before(create.Id, there.Select(a => a.Text("id") ?? "")) is { } before)
        {
            var ours = there.RemoveAll(a => before.Contains(a.Text("id") ?? "") || !IsOf(template, a) || ApplicationConvert.MarkIn(a) is not null);
            if (ours.Length == 1)
                return Made(steps, ours[0], known, look);
            if (ours.Length > 1 || made.MayExist(create.Id))
                return NotFound(steps, name, ours.Length, look);
        }

        return await SendAsync(steps, create, name, template, known, made);
    }

    private static async Task<OperationResult> SendAsync(WriteSteps steps, Operation.Create create, string name, string template, KnownApplications known, HalfMadeApplications made)
    {
        WireAnswer answer;
        try
        {
            answer = await steps.SendAsync(GraphWrite.Instantiate(template, json => json.WriteString("displayName", name)));
        }
        catch (WireException e)
        {
            made.Sent(create.Id, e.Sent);
            return steps.Again(steps.Lost(e));
        }

        var result = steps.Judge(answer, Intent.Other | Intent.Application);
        made.Sent(create.Id, result.Outcome is Outcome.Unknown or Outcome.Applied);
        if (result.Outcome is not Outcome.Applied)
            return steps.Again(result);
        if (answer.Body.IsEmpty)
            return steps.Again(NoId(steps, answer));
        using var json = JsonDocument.Parse(answer.Body);
        if (!json.RootElement.TryGetProperty("servicePrincipal", out var principal) || principal.Text("id") is not { } id)
            return steps.Again(NoId(steps, answer));
        if (json.RootElement.TryGetProperty("application", out var application) && application.Text("id") is { } registration)
            known.StandsOn(new RemoteId(id), registration);
        return Made(steps, principal, known, answer);
    }

    private static OperationResult Made(WriteSteps steps, JsonElement principal, KnownApplications known, WireAnswer answer)
    {
        var id = new RemoteId(principal.Text("id") ?? throw new JsonException("a service principal without id"));
        if (principal.Text("appId") is { } appId)
            known.Is(id, appId);
        known.Offers(id, new RoleNames(AppRole.Read(principal)));
        return steps.Of(new Outcome.Applied(), answer) with { CreatedId = id };
    }

    private static OperationResult NotFound(WriteSteps steps, string name, int count, WireAnswer look) => count > 1
        ? steps.Of(new Outcome.Unknown(new Fault("several", $"{count} new applications are called {name}, and one of them may be ours", look.RequestId,
            "look which of them is meant and write its id: line; delete the others")), look)
        : steps.Again(steps.Of(new Outcome.Unknown(new Fault("answerLost", $"whether {name} was made is not known, and no such application is visible", look.RequestId,
            "plan again: a second attempt could make a second one")), look));

    private static OperationResult NoId(WriteSteps steps, WireAnswer answer) =>
        steps.Of(new Outcome.Unknown(new Fault("noId", "the application was made, and the answer does not say under which id", answer.RequestId, "plan again")), answer);

    private static bool IsOf(string template, JsonElement principal) =>
        principal.Text("applicationTemplateId") is not { } id || string.Equals(id, template, StringComparison.OrdinalIgnoreCase);

    private static string? Text(Operation.Create create, string attribute) =>
        create.Cells.FirstOrDefault(c => c.Attribute.Name == attribute)?.After is AttributeValue.Text text ? text.Value : null;
}
