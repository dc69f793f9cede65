using System.Text.Json;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Assignments;

/// <summary>Gives roles of applications and takes them.</summary>
internal static class AssignmentWrites
{
    private const string RoleUnknown = "roleUnknown";

    public static async Task<OperationResult> AddAsync(WriteSteps steps, KnownApplications known)
    {
        var end = OnlyEnd(steps);
        var (role, look) = await RoleAsync(steps, known, end.Role);
        if (role is not { } id)
            return look is { IsSuccess: false } ? steps.JudgeLook(look) : steps.Of(new Outcome.Failed(Unknown(end.Role, look)));
        var answer = await steps.SendAsync(GraphWrite.Assign(steps.Job.Id, end.Id, id.ToString()));
        if (answer.IsSuccess && ObjectWrites.IdIn(answer) is { } assignment)
            known.Assigned(steps.Job.Id, end.Id, end.Role, assignment.Value);
        return steps.Judge(answer, Intent.AddLink | Intent.Role);
    }

    public static async Task<OperationResult> RemoveAsync(WriteSteps steps, KnownApplications known)
    {
        var end = OnlyEnd(steps);
        var assignment = known.Assignment(steps.Job.Id, end.Id, end.Role);
        if (assignment is null)
        {
            var (role, look) = await RoleAsync(steps, known, end.Role);
            if (role is not { } id)
                return look is { IsSuccess: false } ? steps.JudgeLook(look) : steps.Of(new Outcome.Conflict(Unknown(end.Role, look)));
            var held = await steps.GetAsync(GraphPath.RolesHeld(end.Kind, end.Id, steps.Job.Id));

            // Who is gone holds nothing.
            if (held.Status == 404)
                return steps.Of(new Outcome.AlreadyDone(), held);
            if (held.Status != 200)
                return steps.JudgeLook(held);
            assignment = Find(held, id);
            if (assignment is null)
                return steps.Of(new Outcome.AlreadyDone(), held);
        }

        var result = steps.Judge(await steps.SendAsync(GraphWrite.Unassign(steps.Job.Id, assignment)), Intent.RemoveLink | Intent.Role);
        if (result.Outcome.Succeeded)
            known.Unassigned(steps.Job.Id, end.Id, end.Role);
        return result;
    }

    /// <summary>
    /// The id of a role by its name, from the service principal's copy, which also applications of other tenants have. What is not known is
    /// looked up once; the answer of that look comes along.
    /// </summary>
    private static async Task<(Guid? Id, WireAnswer? Look)> RoleAsync(WriteSteps steps, KnownApplications known, string? name)
    {
        if (name is null)
            return (Guid.Empty, null);
        if (known.RolesOf(steps.Job.Id)?.IdOf(name) is { } id)
            return (id, null);
        var look = await steps.GetAsync(GraphPath.One(Kind.Application, steps.Job.Id, "id,appId,appRoles"));
        if (look.Status != 200)
            return (null, look);
        using var json = JsonDocument.Parse(look.Body);
        var names = new RoleNames(AppRole.Read(json.RootElement));
        known.Offers(steps.Job.Id, names);
        return (names.IdOf(name), look);
    }

    private static string? Find(WireAnswer held, Guid role)
    {
        using var json = JsonDocument.Parse(held.Body);
        return json.RootElement.Items("value").FirstOrDefault(a => Guid.TryParse(a.Text("appRoleId"), out var id) && id == role).Text("id");
    }

    private static RemoteEnd OnlyEnd(WriteSteps steps) => steps.Job.Ends is [var only]
        ? only
        : throw new InvalidOperationException($"operation {steps.Job.Operation.Id} writes {steps.Job.Ends.Length} assignments at once");

    private static Fault Unknown(string? role, WireAnswer? look) =>
        new(RoleUnknown, $"the application offers no role {role}", look?.RequestId, "plan again: its roles have changed since they were read");
}
