using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Users;

/// <summary>Invites a guest: the user exists at once, an address that is already a guest's gives the same user again.</summary>
internal static class Invitations
{
    private static readonly string[] s_members =
    [
        "invitedUserEmailAddress", "inviteRedirectUrl", "sendInvitationMessage", "invitedUserDisplayName", "invitedUserType", "invitedUserMessageInfo",
        "resetRedemption", "invitedUser",
    ];

    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("POST", ["invitations"]) => Invite(call),
        ("GET", ["invitations"]) => throw Errors.NotImplemented(),
        _ => throw Errors.WrongVerb(),
    };

    private static Answer Invite(Call call)
    {
        var body = call.ReadBody();
        foreach (var member in body.EnumerateObject().Where(m => !s_members.Contains(m.Name, StringComparer.Ordinal)))
            throw Errors.UnknownProperty(member.Name);
        var address = Text(body, "invitedUserEmailAddress") ?? throw Errors.Required("invitedUserEmailAddress", "Invitation");
        var redirect = Text(body, "inviteRedirectUrl") ?? throw Errors.Required("inviteRedirectUrl", "Invitation");
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out _))
            throw Errors.InvalidValue("inviteRedirectUrl", "Invitation");
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Any(char.IsWhiteSpace))
            throw Errors.InvalidValue("invitedUserEmailAddress", "Invitation");
        var type = Text(body, "invitedUserType") ?? "Guest";
        if (type is not ("Guest" or "Member"))
            throw Errors.InvalidValue("invitedUserType", "Invitation");
        var name = Text(body, "invitedUserDisplayName");
        var guest = Existing(call, address) ?? Create(call, address, name ?? address[..at], type);
        return Answered(call, body, guest, address, redirect, name);
    }

    private static DirectoryObject? Existing(Call call, string address)
    {
        if (call.Store.Keys.ByAddress(address) is not { } holder)
            return null;
        return holder.Kind == ObjectKind.User && holder.Text("externalUserState") is not null
            ? holder
            : throw Errors.OData($"The invited user already exists in the directory as object ID: {holder.Id}. They can use that account to sign in "
                + "to shared apps and resources.");
    }

    private static DirectoryObject Create(Call call, string address, string displayName, string type)
    {
        var local = address.Replace('@', '_') + "#EXT#";
        var name = $"{local}@{call.Tenant.Organization.Domains.First(d => d.IsInitial).Name}";
        PrincipalName.Check(call, name, except: null);
        var now = StateWriter.Time(call.Now);
        var user = UserType.Type;
        var id = call.Tenant.NewId("user");
        call.Commit(new PutChange(ObjectKind.User, id, ObjectValues.Empty.With(
        [
            new(user["userPrincipalName"], name),
            new(user["displayName"], displayName),
            new(user["mailNickname"], local.Length <= 64 ? local : local[..64]),
            new(user["mail"], address),
            new(user["otherMails"], new[] { address }),
            new(user["accountEnabled"], ObjectValues.True),
            new(user["userType"], type),
            new(user["creationType"], "Invitation"),
            new(user["externalUserState"], "PendingAcceptance"),
            new(user["externalUserStateChangeDateTime"], now),
            new(user["createdDateTime"], now),
        ])));
        return call.Store.FindLive(id) ?? throw Errors.NotFound(id.ToString());
    }

    private static Answer Answered(Call call, JsonElement body, DirectoryObject guest, string address, string redirect, string? name) => Answer.Json(201, writer =>
    {
        var ticket = call.Tenant.NewId("invitation");
        writer.WriteStartObject();
        writer.WriteString("@odata.context", call.Context("invitations/$entity"));
        writer.WriteString("id", ticket);
        writer.WriteString("inviteRedeemUrl", $"https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d{call.Tenant.Organization.Id}%26user%3d{ticket}");
        writer.WriteString("invitedUserDisplayName", name);
        writer.WriteString("invitedUserEmailAddress", address);
        writer.WriteString("invitedUserType", guest.Text("userType"));
        writer.WriteBoolean("resetRedemption", false);
        writer.WriteBoolean("sendInvitationMessage", body.TryGetProperty("sendInvitationMessage", out var send) && send.ValueKind == JsonValueKind.True);
        writer.WriteString("inviteRedirectUrl", redirect);
        writer.WriteString("status", guest.Text("externalUserState"));
        writer.WriteStartObject("invitedUserMessageInfo");
        writer.WriteNull("messageLanguage");
        writer.WriteNull("customizedMessageBody");
        writer.WriteStartArray("ccRecipients");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("invitedUser");
        writer.WriteString("id", guest.Id);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
