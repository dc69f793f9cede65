using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>What an answer means for a write.</summary>
internal enum Verdict
{
    Failed,
    Wait,
    Done,
    Conflict,
    Unknown,

    /// <summary>Wait if we made one of the objects just now, else failed.</summary>
    WaitIfNew,
}

/// <summary>What a request wants, as far as it changes what an error means.</summary>
[Flags]
internal enum Intent
{
    None = 0,
    Other = 1,
    AddLink = 2,
    RemoveLink = 4,
    Remove = 8,
    Register = 16,

    /// <summary>Beside another: the object is an application.</summary>
    Application = 32,

    /// <summary>Beside another: the link is a role of an application.</summary>
    Role = 64,
    Invite = 128,
    Any = Other | AddLink | RemoveLink | Remove | Register | Invite,
}

/// <summary>The one table from Graph's errors to outcomes. Directory errors differ by message only, so (status, code, text) is matched; the first line wins, and what no line knows is a failure.</summary>
internal static class GraphFaults
{
    private const string Replan = "plan again: the directory has changed since it was read";

    private static readonly ImmutableArray<Line> Table =
    [
        new(Intent.Any, 429, "", "", Verdict.Wait, "wait: the service limits calls"),
        new(Intent.Any, 409, "ConcurrencyViolation", "", Verdict.Wait, "wait: another write to the same object is under way"),
        new(Intent.Any, 423, "", "", Verdict.Wait, "wait: the object is locked"),
        new(Intent.Any, 0, "", "source resource object or one of the objects being referenced", Verdict.Wait, "wait: a new object is not visible everywhere yet"),
        new(Intent.Any, 400, "", "Not a valid reference update", Verdict.Wait, "wait: a new object is not visible everywhere yet"),
        new(Intent.Role, 400, "", "already exists", Verdict.Done, ""),
        new(Intent.Role, 400, "", "updated or deleted is not found", Verdict.Done, ""),
        new(Intent.Role, 400, "", "was not found on application", Verdict.WaitIfNew, "the application offers this role no longer, or not to this kind of object: plan again; the default role is for applications without roles"),
        new(Intent.Application, 400, "", "unless disabled first", Verdict.Conflict, Replan),
        new(Intent.AddLink, 400, "", "added object references already exist", Verdict.Done, ""),
        new(Intent.AddLink, 409, "", "already exist", Verdict.Done, ""),
        new(Intent.RemoveLink, 400, "", "removed object references do not exist", Verdict.Done, ""),
        new(Intent.RemoveLink | Intent.Remove, 404, "", "", Verdict.Done, ""),
        new(Intent.Register, 0, "", "extension property exists", Verdict.Done, ""),
        new(Intent.Register, 0, "", "already exists", Verdict.Done, ""),
        new(Intent.Register, 0, "ObjectConflict", "", Verdict.Done, ""),
        new(Intent.RemoveLink, 400, "", "must have at least one owner", Verdict.Failed, "declare another owner first: the last one cannot go"),
        new(Intent.Any, 400, "ObjectConflict", "", Verdict.Conflict, "another object, maybe a deleted one, holds this value: find it in Entra, then change one of the two"),
        new(Intent.Any, 400, "", "Another object with the same value", Verdict.Conflict, "another object, maybe a deleted one, holds this value: find it in Entra, then change one of the two"),
        new(Intent.Any, 400, "", "conflicting object", Verdict.Conflict, "another object holds one of these values: find it in Entra, then change one of the two"),
        new(Intent.Any, 409, "", "", Verdict.Conflict, Replan),
        new(Intent.Any, 412, "", "", Verdict.Conflict, Replan),
        new(Intent.Any, 404, "", "", Verdict.WaitIfNew, Replan),
        new(Intent.Any, 400, "", "extension propert", Verdict.WaitIfNew, "the owner mark's extension is not known: plan again"),
        new(Intent.Any, 400, "", "does not exist as a declared property", Verdict.WaitIfNew, "the owner mark's extension is not known: plan again"),
        new(Intent.Any, 400, "", "on-premises mastered", Verdict.Failed, "the object is mastered on premises: declare it with existing: true and name such attributes under directory.readOnly"),
        new(Intent.Any, 400, "", "originated within an external service", Verdict.Failed, "another service masters this attribute: name it under directory.readOnly"),
        new(Intent.Any, 400, "", "domain portion of the userPrincipalName", Verdict.Failed, "use one of the tenant's verified domains"),
        new(Intent.Any, 400, "", "password complexity", Verdict.Failed, "the tenant's password rules refuse a random password of 24 characters: check its custom rules"),
        new(Intent.Any, 400, "", "ynamic membership", Verdict.Failed, "a rule computes this group's members: declare membershipRule or members, not both"),
        new(Intent.Any, 401, "", "", Verdict.Failed, "sign in again, or check directory.credential"),
        new(Intent.Any, 403, "QuotaExceeded", "", Verdict.Failed, "a limit of the directory is reached (100 owners of a group, 1,500 roles of one person, or the tenant's objects)"),
        new(Intent.Role, 403, "", "", Verdict.Failed, "grant the app AppRoleAssignment.ReadWrite.All and Application.Read.All (application permissions, with admin consent)"),
        new(Intent.Application, 403, "", "", Verdict.Failed, "grant the app Application.ReadWrite.OwnedBy and make it an owner of this application, or grant Application.ReadWrite.All"),
        new(Intent.Invite, 403, "", "", Verdict.Failed, "grant the app User.Invite.All (application permission, with admin consent)"),
        new(Intent.Any, 403, "", "", Verdict.Failed, "grant the app the permission for this; on people with a directory role it needs Privileged Authentication Administrator, in a restricted administrative unit a role there"),
        new(Intent.Any, 424, "", "", Verdict.Wait, "wait: what it depended on was not done"),
    ];

    /// <summary>What an answer to a write means. 408 and 5xx: nobody knows whether it was done, but for a 503 that says when to come back.</summary>
    public static (Verdict Verdict, Fault Fault) Judge(WireAnswer answer, Intent intent)
    {
        var error = GraphError.Read(answer.Body);
        if (answer.Status is >= 300 and < 400)
            return (Verdict.Failed, Elsewhere(answer));
        foreach (var line in Table)
        {
            if (line.Fits(answer.Status, error, intent))
                return (line.Verdict, Fault(answer, error, line.Advice));
        }

        return answer.Status is 408 or >= 500
            ? (answer is { Status: 503, RetryAfter: not null } ? Verdict.Wait : Verdict.Unknown, Fault(answer, error, "Entra had an inner fault: try again later"))
            : (Verdict.Failed, Fault(answer, error, "look the request id up with Microsoft's support if the sentence does not help"));
    }

    /// <summary>Whether a success is one of Graph's: nothing, or a JSON object. A page of a proxy says yes to everything.</summary>
    public static bool SpeaksGraph(WireAnswer answer)
    {
        if (answer.Body.IsEmpty)
            return true;
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static Fault NotGraph(WireAnswer answer) =>
        new("notGraph", $"the answer is {answer.Status}, and not as Graph writes it", answer.RequestId, "check directory.endpoint and the network between: something else may answer there") { Status = answer.Status };

    // Only the host: a path or query may carry what is nobody's business.
    private static Fault Elsewhere(WireAnswer answer) => new("redirect",
        $"the directory's address sends elsewhere ({answer.Status}{(Uri.TryCreate(answer.Location, UriKind.Absolute, out var to) ? $", to {to.Host}" : "")}), and no token follows a redirect",
        answer.RequestId, "check directory.endpoint and directory.cloud, and the network between")
    { Status = answer.Status };

    public static Fault Describe(WireAnswer answer) => Judge(answer, Intent.Other).Fault;

    /// <summary>An answer as one sentence, with its request id.</summary>
    public static string Sentence(WireAnswer answer)
    {
        var fault = Describe(answer);
        return $"{answer.Status} {fault.Code}: {fault.Message} (request {answer.RequestId})";
    }

    /// <summary>The end of a read that cannot go on.</summary>
    public static TargetException Refused(TargetName target, WireAnswer answer, string permission)
    {
        var fault = Describe(answer);
        return new TargetException(target, answer.Status == 403 ? fault with { Advice = $"grant the app {permission} (application permission, with admin consent)" } : fault);
    }

    public static TargetException Unreachable(TargetName target, WireException e) =>
        new(target, new Fault("unreachable", e.Message, e.RequestId, "check the network, and directory.cloud or directory.endpoint"));

    public static Fault NotSignedIn(TokenException e) => new("signIn", e.Message, null, e.Advice) { Status = 401 };

    private static Fault Fault(WireAnswer answer, GraphError error, string advice) =>
        new(error.Code, error.Message, answer.RequestId, advice) { Status = answer.Status };

    private sealed record Line(Intent Intent, int Status, string Code, string Says, Verdict Verdict, string Advice)
    {
        public bool Fits(int status, GraphError error, Intent intent) =>
            (Intent & intent) != Intent.None
            && (Status == status || (Status == 0 && status is 400 or 404 or 409))
            && (Code.Length == 0 || error.Code.Contains(Code, StringComparison.OrdinalIgnoreCase) || error.DetailCodes.Contains(Code, StringComparison.OrdinalIgnoreCase))
            && (Says.Length == 0 || error.Message.Contains(Says, StringComparison.OrdinalIgnoreCase));
    }
}
