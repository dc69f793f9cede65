using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>Changes of enterprise applications.</summary>
internal static class ApplicationWrites
{
    private const string Registration = "id,appId,appRoles";

    /// <summary>Writes one facet; <paramref name="changed"/> is told when roles were written, which reach the service principal a little later.</summary>
    public static Task<OperationResult> UpdateAsync(WriteSteps steps, Operation.Update update, KnownApplications known, Action<RemoteId> changed) => update.Facet switch
    {
        ApplicationSchema.Application => RenameAsync(steps, update.Cells),
        ApplicationSchema.ServicePrincipal => UpdatePrincipalAsync(steps, update.Cells),
        ApplicationSchema.Roles => UpdateRolesAsync(steps, update.Cells, known, changed),
        var other => throw new InvalidOperationException($"operation {update.Id}: an application has no facet {other}"),
    };

    private static async Task<OperationResult> RenameAsync(WriteSteps steps, ImmutableArray<CellChange> cells)
    {
        if (cells.Any(c => c.Attribute.Name != ApplicationSchema.DisplayName))
            throw new InvalidOperationException($"operation {steps.Job.Operation.Id} changes more of an application than its name");
        return Judge(steps, await steps.SendAsync(GraphWrite.Update(Kind.Application, steps.Job.Id, json => json.WriteString("displayName", cells[0].After.ToString()))));
    }

    /// <summary>Tags are replaced whole, so those that are not ours are read first and sent back.</summary>
    private static async Task<OperationResult> UpdatePrincipalAsync(WriteSteps steps, ImmutableArray<CellChange> cells)
    {
        string[]? tags = null;
        if (Cell(cells, ApplicationSchema.Mark) is { } mark)
        {
            var look = await steps.GetAsync(GraphPath.One(Kind.Application, steps.Job.Id, "id,tags"));
            if (look.Status != 200)
                return steps.JudgeLook(look);
            using var json = JsonDocument.Parse(look.Body);
            tags = [.. ApplicationConvert.WithMark(ApplicationConvert.Tags(json.RootElement), mark.After is AttributeValue.Text text ? text.Value : null)];
        }

        return Judge(steps, await steps.SendAsync(GraphWrite.Update(Kind.Application, steps.Job.Id, json =>
        {
            if (tags is not null)
            {
                json.WriteStartArray("tags");
                foreach (var tag in tags)
                    json.WriteStringValue(tag);
                json.WriteEndArray();
            }

            if (Cell(cells, ApplicationSchema.AssignmentRequired) is { } required)
                json.WriteBoolean("appRoleAssignmentRequired", required.After == AttributeValue.Of(true));
        })));
    }

    private static async Task<OperationResult> UpdateRolesAsync(WriteSteps steps, ImmutableArray<CellChange> cells, KnownApplications known, Action<RemoteId> changed)
    {
        var look = await LookAsync(steps, known);
        if (look.Status == 404 && steps.JudgeLook(look).Outcome is Outcome.Failed { Fault: var fault })
            return steps.Of(new Outcome.Failed(fault with { Advice = "the registration of this application lies in another tenant: its roles can only be changed there" }), look);
        if (look.Status != 200)
            return steps.JudgeLook(look);
        using var json = JsonDocument.Parse(look.Body);
        if (json.RootElement.Text("id") is not { } registration || json.RootElement.Text("appId") is not { } appId)
            throw new JsonException("an application without id and appId");
        known.StandsOn(steps.Job.Id, registration);
        var edit = RoleEdit.Of(json.RootElement, appId, cells);
        if (!edit.Taken.IsEmpty)
        {
            return steps.Of(new Outcome.Conflict(new Fault("roleTaken", $"a role that is not ours has the value {string.Join(", ", edit.Taken)}", look.RequestId,
                "use that role without declaring it, or remove it in Entra")), look);
        }

        var result = steps.Of(new Outcome.AlreadyDone(), look);
        if (edit.Changes)
            result = Judge(steps, await steps.SendAsync(GraphWrite.UpdateRegistration(registration, edit.WriteFirst)));
        if (result.Outcome.Succeeded && edit.Removes)
            result = Judge(steps, await steps.SendAsync(GraphWrite.UpdateRegistration(registration, edit.WriteLast)));
        if (!result.Outcome.Succeeded)
            return result;
        known.Offers(steps.Job.Id, new RoleNames(edit.Offered));
        changed(steps.Job.Id);
        return result;
    }

    /// <summary>The registration behind the service principal, as it stands now.</summary>
    private static async Task<WireAnswer> LookAsync(WriteSteps steps, KnownApplications known)
    {
        if (known.RegistrationOf(steps.Job.Id) is { } registration)
            return await steps.GetAsync(GraphPath.Registration(registration, Registration));
        if (known.AppIdOf(steps.Job.Id) is { } appId)
            return await steps.GetAsync(GraphPath.RegistrationOf(appId, Registration));
        var look = await steps.GetAsync(GraphPath.One(Kind.Application, steps.Job.Id, "id,appId"));
        if (look.Status != 200)
            return look;
        using var json = JsonDocument.Parse(look.Body);
        known.Is(steps.Job.Id, json.RootElement.Text("appId") ?? throw new JsonException("a service principal without appId"));
        return await LookAsync(steps, known);
    }

    private static OperationResult Judge(WriteSteps steps, WireAnswer answer) => steps.Judge(answer, Intent.Other | Intent.Application);

    private static CellChange? Cell(ImmutableArray<CellChange> cells, string attribute) => cells.FirstOrDefault(c => c.Attribute.Name == attribute);
}
