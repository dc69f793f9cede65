using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Scim;

/// <summary>Faults of a SCIM service in plain words: cause and remedy, without what is secret.</summary>
internal sealed class ScimFaults(ScimConnection connection)
{
    private readonly string _root = connection.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private string NotScim => $"nothing answers SCIM at {_root}";

    private const string CheckAddress = "check scim.baseUrl in reconciler.yaml: does the address end in /scim/v2?";

    /// <summary>What an answer that is no success means.</summary>
    public Fault Of(WireAnswer answer)
    {
        var error = ScimError.Read(answer.Body);
        var said = connection.SignIn.Mask.Over(error.Message);
        var called = connection.SignIn.CalledBy;
        var (code, message, advice) = answer.Status switch
        {
            >= 300 and < 400 => ("redirect", $"{_root} sends elsewhere ({answer.Status}{Elsewhere(answer)}), and no token follows a redirect",
                "write the address that it leads to as scim.baseUrl, if you trust it"),
            401 when Expired(said) || Expired(answer.Challenge ?? "") => ("tokenExpired", $"{called} has expired: {said}", "have a new token made in the application and put it in its place"),
            401 => ("notSignedIn", $"{called} is not accepted: {said}", "check auth under scim in reconciler.yaml, and that the secret holds the token without quotes or the word Bearer"),
            403 => ("forbidden", $"{called} is known, and not allowed this: {said}", "give the token's owner the right to provision users and groups in the application"),
            404 or 405 when ScimError.IsPage(answer.Body) => ("notScim", $"{NotScim}: {said}", CheckAddress),
            404 => (error.Type ?? "notFound", said, "it is not there: plan again"),
            409 => (error.Type ?? "conflict", said, "another object may hold one of these values: find it in the application, then change one of the two"),
            412 => ("changed", said, "the object has changed since it was read: plan again"),
            413 => ("tooLarge", said, "lower members.add.perRequest in the profile"),
            429 => ("throttled", said, "the application limits calls: wait, or state its limit under http.rate in the profile"),
            400 => (error.Type ?? "refused", said, "correct what it names in the person's data or in the mapping; what it always requires or lacks is stated in a profile (required: true, supported: false), and then found by plan"),
            501 => ("unsupported", said, "the application does not do this: say so in the profile"),
            >= 500 => (error.Type ?? "serverFault", said, "the application had an inner fault: try again later, with http.concurrency: 1 in the profile if it comes back"),
            _ => (error.Type ?? "refused", said, "look the request up in the application's log if the sentence does not help"),
        };
        return new Fault(code, message, answer.RequestId, advice) { Status = answer.Status };
    }

    /// <summary>The end of a read that cannot go on.</summary>
    public TargetException Refused(WireAnswer answer, string what)
    {
        var fault = Of(answer);
        if (answer.Status == 404 && connection.Memory.HasListed)
            fault = fault with { Code = "noEndpoint", Message = $"{_root} answers SCIM and has no {what} (404: {fault.Message})", Advice = "leave groups out of scim in reconciler.yaml, or name the endpoint in the profile" };
        else if (answer.Status == 404)
            fault = fault with { Code = "notScim", Message = $"{NotScim}: {what} is not found there (404: {fault.Message})", Advice = CheckAddress };
        return new TargetException(connection.Name, fault);
    }

    /// <summary>An answer of 200 that is no SCIM: a sign-in page, a proxy, another service.</summary>
    public TargetException NotUnderstood(WireAnswer answer, string what, string? why = null)
    {
        var isPage = ScimError.IsPage(answer.Body);
        var seen = why ?? (isPage ? connection.SignIn.Mask.Over(ScimError.Read(answer.Body).Message) : "the answer is not JSON");
        return new TargetException(connection.Name, new Fault(isPage ? "notScim" : "unreadable", $"{NotScim}: {what} answers {answer.Status}, and {seen}", answer.RequestId, CheckAddress)
        {
            Status = answer.Status,
        });
    }

    public Fault Unreachable(WireException e) => e.Repeatable
        ? new Fault(e.Sent ? "answerLost" : "unreachable", connection.SignIn.Mask.Over(e.Message), e.RequestId,
            e.Message.Contains("certificate", StringComparison.Ordinal)
                ? $"check that {connection.BaseUrl.Host} shows a certificate that this machine trusts"
                : $"check scim.baseUrl in reconciler.yaml ({_root}) and the network between")
        : new Fault("tooLarge", connection.SignIn.Mask.Over(e.Message), e.RequestId, "lower paging.pageSize in the profile, or check that scim.baseUrl is a SCIM service");

    public Fault NotSignedIn(TokenException e) => new("signIn", connection.SignIn.Mask.Over(e.Message), null, e.Advice) { Status = 401 };

    public static Fault Secret(SecretException e) => new("secret", e.Message, null, "make the secret readable where this command runs") { Status = 401 };

    public Fault Unreadable(JsonException e) =>
        new("unreadable", $"an answer of {_root} is not JSON as SCIM has it: {e.Message}", null, "check scim.baseUrl in reconciler.yaml: something else may answer there");

    // Only the place: a query may carry secrets.
    private static string Elsewhere(WireAnswer answer) =>
        Uri.TryCreate(answer.Location, UriKind.Absolute, out var to) ? $", to {to.GetLeftPart(UriPartial.Path)}" : "";

    private static bool Expired(string text) => text.Contains("expire", StringComparison.OrdinalIgnoreCase);
}
