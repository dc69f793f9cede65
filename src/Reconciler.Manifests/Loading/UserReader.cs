using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one person.</summary>
internal sealed class UserReader(Draft draft, ResourceReader common)
{
    public void Read(Node key, Node value, FileDefaults defaults)
    {
        var user = common.Begin(Kind.User, key, value);
        foreach (var (name, part) in value.Entries)
            Read(user, name, part);
        common.End(user);
        user.IsGuest = user.Find("userType")?.Value is AttributeValue.Text { Value: "Guest" };
        user.Defaults = defaults;
        if (!user.IsGuest && value.Find("userPrincipalName") is { } address)
            CheckDomain(address);
    }

    // How somebody is invited is said on creation, and never compared.
    private void ReadInvitation(Node part)
    {
        if (part.Find("redirectUrl")?.Written() is { } address)
            common.Add(new DeclaredCell("inviteRedirectUrl", AttributeValue.Of(address.Text), address.Span));
        if (part.Find("send") is { } send)
            common.Add(new DeclaredCell("inviteSend", AttributeValue.Of(send.IsTrue()), send.Span));
    }

    // Guests keep an address at home; the directory makes up their sign-in name.
    private void CheckDomain(Node address)
    {
        if (draft.Directory is not { Domains: { IsEmpty: false } domains } || address.Word() is not { } text)
            return;
        var at = text.LastIndexOf('@');
        if (at >= 0 && !domains.Contains(text[(at + 1)..], StringComparer.OrdinalIgnoreCase))
            draft.OutsideDomains.Add(text[(at + 1)..], address.SpanWithin(at + 1, text.Length - at - 1));
    }

    private void Read(DraftResource user, Node name, Node part)
    {
        switch (name.Text)
        {
            case "manager":
                common.Add(common.Links.ReadOne(name, part));
                break;
            case "employment":
                user.Employment = EmploymentReader.Read(part, name.Span, draft.Faults);
                break;
            case "enable":
                user.EnableReason = part.Word();
                break;
            case "licenses":
                // A managed and empty list takes licences away: it counts as one.
                draft.Deferred.Licences += Math.Max(1, part.Items.Count);
                break;
            case "invite":
                ReadInvitation(part);
                break;
            default:
                common.Read(user, name, part);
                break;
        }
    }
}
