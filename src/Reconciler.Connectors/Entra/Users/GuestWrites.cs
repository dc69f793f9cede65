using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>
/// Creates guests: an invitation makes the account, a second step gives it our mark and the other attributes. The invitation goes out once in a run;
/// where its answer was lost, the address tells who was made.
/// </summary>
internal static class GuestWrites
{
    private const string Redirect = "https://myapps.microsoft.com";

    /// <summary>What the invitation itself settles, or what a guest does not have.</summary>
    private static readonly string[] Settled = [UserSchema.UserType, UserSchema.Mail, UserSchema.Password, UserSchema.InviteRedirect, UserSchema.InviteSend];

    public static bool IsGuest(Operation.Create create) =>
        Text(create, UserSchema.UserType) is { } type && type.Equals("Guest", StringComparison.OrdinalIgnoreCase);

    public static async Task<OperationResult> CreateAsync(WriteSteps steps, Operation.Create create, WireShape shape, InvitedGuests guests)
    {
        if (Text(create, UserSchema.Mail) is not { } mail)
            return steps.Of(new Outcome.Failed(new Fault("noMail", "a guest is invited by mail address, and none is declared", null, "declare mail")));
        var result = guests[create.Id] is { } known
            ? steps.Of(new Outcome.Applied()) with { CreatedId = known }
            : await InviteAsync(steps, create, mail, guests);
        if (!result.Outcome.Succeeded || result.CreatedId is not { } id)
            return result;
        guests.Made(create.Id, id);
        steps.MadeNow();
        try
        {
            return await CompleteAsync(steps, create, shape, id, result);
        }
        catch (WireException e)
        {
            return HalfDone(steps, steps.Lost(e), result);
        }
    }

    private static async Task<OperationResult> InviteAsync(WriteSteps steps, Operation.Create create, string mail, InvitedGuests guests)
    {
        var again = guests.WasSent(create.Id);
        var (look, found) = await FindAsync(steps, mail);
        if (look.Status != 200)
            return steps.JudgeLook(look);
        if (found is { } before)
        {
            return again
                ? steps.Of(new Outcome.Applied(), look) with { CreatedId = before }
                : steps.Of(new Outcome.Conflict(new Fault("mailTaken", $"an account with the address {mail} exists", look.RequestId, "plan again: it can be adopted")), look);
        }

        if (again && Sends(create))
        {
            return steps.Of(new Outcome.Unknown(new Fault("answerLost", $"the invitation of {mail} was sent and no such guest is visible", look.RequestId,
                "plan again: a second invitation would be a second mail")), look);
        }

        guests.Sent(create.Id);
        WireAnswer answer;
        try
        {
            answer = await steps.SendAsync(GraphWrite.Invite(json => Write(json, create, mail)));
        }
        catch (WireException e) when (e.Sent)
        {
            return Lost(steps, create, steps.Lost(e));
        }

        var result = steps.Judge(answer, Intent.Invite);
        if (result.Outcome is Outcome.Unknown)
            return Lost(steps, create, result);
        if (!answer.IsSuccess)
        {
            guests.Refused(create.Id);
            return result;
        }

        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("invitedUser", out var user) && user.Text("id") is { } id
            ? result with { CreatedId = new RemoteId(id) }
            : Lost(steps, create, steps.Of(new Outcome.Unknown(new Fault("noId", "the guest was invited, and the answer does not say under which id", answer.RequestId, "plan again")), answer));
    }

    /// <summary>
    /// Inviting an address again gives the same guest, so what nobody knows is simply tried again, and the next attempt looks first. Where Entra
    /// writes to the guest, a second invitation would be a second mail: there it stays unknown.
    /// </summary>
    private static OperationResult Lost(WriteSteps steps, Operation.Create create, OperationResult lost) => Sends(create) ? lost : steps.Again(lost);

    /// <summary>What the invitation does not settle, one write for each facet.</summary>
    public static IEnumerable<IGrouping<string, CellChange>> Completing(Operation.Create create) => create.Cells
        .Where(c => !c.After.IsAbsent && !Settled.Contains(c.Attribute.Name, StringComparer.Ordinal)
            && !(c.Attribute.Name == "accountEnabled" && c.After == AttributeValue.Of(true)))
        .GroupBy(c => c.Attribute.Facet).OrderBy(f => f.Key, StringComparer.Ordinal);

    private static async Task<OperationResult> CompleteAsync(WriteSteps steps, Operation.Create create, WireShape shape, RemoteId id, OperationResult invited)
    {
        foreach (var facet in Completing(create))
        {
            var written = steps.Judge(await steps.SendAsync(GraphWrite.Update(Kind.User, id, json => UserConvert.ToWire(json, [.. facet], shape, default))));
            if (!written.Outcome.Succeeded)
                return HalfDone(steps, written, invited);
        }

        foreach (var manager in steps.Job.Links.Where(l => l.Link == UserSchema.Manager).SelectMany(l => l.Ends))
        {
            var linked = steps.Judge(await steps.SendAsync(GraphWrite.SetReference(Kind.User, id, UserSchema.Manager, steps.Address(manager))));
            if (!linked.Outcome.Succeeded)
                return HalfDone(steps, linked, invited);
        }

        return invited;
    }

    /// <summary>The guest is there whatever became of the rest, and what was to be written can be written again.</summary>
    private static OperationResult HalfDone(WriteSteps steps, OperationResult result, OperationResult invited)
    {
        var told = result.Outcome switch
        {
            Outcome.Failed { Fault: var fault } => result with { Outcome = new Outcome.Failed(Tell(fault)) },
            Outcome.Conflict { Fault: var fault } => result with { Outcome = new Outcome.Conflict(Tell(fault)) },
            Outcome.Throttled { Fault: var fault } throttled => result with { Outcome = throttled with { Fault = Tell(fault) } },
            Outcome.Unknown { Fault: var fault } => steps.Again(result with { Outcome = new Outcome.Unknown(Tell(fault)) }),
            _ => result,
        };
        return told with { CreatedId = invited.CreatedId };
    }

    private static Fault Tell(Fault fault) => fault with { Message = $"the guest is invited, but not every attribute is written: {fault.Message}" };

    private static async Task<(WireAnswer Look, RemoteId? Found)> FindAsync(WriteSteps steps, string mail)
    {
        var look = await steps.GetAsync(GraphPath.Where(Kind.User, UserSchema.Mail, mail, "id,mail"));
        if (look.Status != 200)
            return (look, null);
        using var json = JsonDocument.Parse(look.Body);
        return (look, json.RootElement.Items("value").FirstOrDefault().Text("id") is { } id ? new RemoteId(id) : null);
    }

    private static void Write(Utf8JsonWriter json, Operation.Create create, string mail)
    {
        json.WriteString("invitedUserEmailAddress", mail);
        json.WriteString("inviteRedirectUrl", Text(create, UserSchema.InviteRedirect) ?? Redirect);
        json.WriteBoolean("sendInvitationMessage", Sends(create));
        if (Text(create, "displayName") is { } name)
            json.WriteString("invitedUserDisplayName", name);
    }

    private static bool Sends(Operation.Create create) => create.Cells.Any(c => c.Attribute.Name == UserSchema.InviteSend && c.After == AttributeValue.Of(true));

    private static string? Text(Operation.Create create, string attribute) =>
        create.Cells.FirstOrDefault(c => c.Attribute.Name == attribute)?.After is AttributeValue.Text text ? text.Value : null;
}
