using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>Takes objects away, or closes accounts where DELETE means that.</summary>
internal static class DeleteWrites
{
    /// <param name="closes">A closed account that still shows is as good as one that is gone.</param>
    public static async Task<OperationResult> RunAsync(ScimSteps steps, bool closes)
    {
        var (shape, id) = (steps.Shape, steps.Id);
        var answer = await steps.Writes.DeleteAsync(shape, id);
        if (answer.Status is 404 or 410)
            return steps.Of(new Outcome.AlreadyDone(), answer);
        if (answer.Status is 429 or 401 or 403 or 412 or (>= 300 and < 400) || (answer.Status == 503 && answer.RetryAfter is not null))
            return steps.Judge(answer);

        // A status that means other things too, a fault after the deed, or a yes: what a look shows is what holds.
        var isRefused = !answer.IsSuccess;
        var seen = await (isRefused ? LookAsync() : steps.UntilAsync(shape, id, IsDone));
        if (IsDone(seen.Answer, seen.Seen))
            return steps.Of(isRefused && answer.Status < 500 ? new Outcome.AlreadyDone() : new Outcome.Applied(), answer);
        if (steps.Profile.Errors.NotFound.Contains(seen.Answer.Status) && await IsUnfindableAsync())
            return steps.Of(isRefused ? new Outcome.AlreadyDone() : new Outcome.Applied(), answer);
        if (isRefused)
            return steps.Judge(answer);
        return seen.Seen is null
            ? steps.Of(new Outcome.Unknown(steps.Reads.Faults.Of(seen.Answer) with { Message = $"the removal was accepted, and whether it stands there still cannot be read ({seen.Answer.Status})" }), answer)
            : steps.Of(new Outcome.AcceptedNotApplied(closes ? "the service said yes, and the account is still open" : "the service said yes, and the object is still there"), answer);

        async Task<(WireAnswer Answer, ScimResource? Seen)> LookAsync() => await steps.Reads.OneAsync(shape, id);

        bool IsDone(WireAnswer look, ScimResource? resource) => look.Status is 404 or 410 || (resource is not null && MayStay() && IsClosed(resource));

        bool MayStay() => closes || (shape.Kind == Core.Values.Kind.User && steps.Profile.Users.Deletion.Effect is "soft" or "final");

        bool IsClosed(ScimResource resource) => resource.At(shape[steps.Profile.Users.Deactivation.Attribute])
            .Any(v => string.Equals(((System.Text.Json.JsonElement?)v).Scalar(), steps.Profile.Users.Deactivation.Closed, StringComparison.OrdinalIgnoreCase));

        async Task<bool> IsUnfindableAsync() =>
            await steps.Finder.FindAsync(shape, "id", id.Value, CancellationToken.None) is { Objects.IsEmpty: true, Completeness.IsProven: true };
    }

    private static Task<(WireAnswer Answer, ScimResource? Resource)> OneAsync(this ScimReadClient reads, ResourceShape shape, Core.Values.RemoteId id) =>
        reads.OneAsync(shape.Part, id, CancellationToken.None);
}
