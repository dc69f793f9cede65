using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Organization;

/// <summary>Reads which tenant this is and what addresses in it may end in. The first call of a read: if it fails, nothing can be planned.</summary>
internal static class OrganizationClient
{
    public static async Task<TargetFacts> ReadAsync(ReadSession session, TokenClaims self)
    {
        using var seat = session.Client.Sit();
        var answers = await seat.GetAsync([GraphPath.Organization, GraphPath.Domains]);
        seat.Dispose();
        var (answer, listed) = (answers[0], answers[1]);
        if (answer.Status != 200)
            throw GraphFaults.Refused(session.Target, answer, "Organization.Read.All");
        using var json = JsonDocument.Parse(answer.Body);
        var tenant = json.RootElement.Items("value").FirstOrDefault();
        var domains = tenant.Items("verifiedDomains").Select(d => (Name: d.Text("name"), Type: d.Text("type")));
        using var list = listed.Status == 200 ? JsonDocument.Parse(listed.Body) : null;

        // Who may not read /domains still learns from the organization what is verified.
        if (list is not null)
            domains = list.RootElement.Items("value").Where(d => d.Flag("isVerified")).Select(d => (d.Text("id"), d.Text("authenticationType")));
        var known = domains.Where(d => d.Name is not null).Select(d => (Name: d.Name ?? "", d.Type)).OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        return new TargetFacts
        {
            TenantId = tenant.Text("id"),
            DisplayName = tenant.Text("displayName"),
            VerifiedDomains = [.. known.Select(d => d.Name)],
            FederatedDomains = [.. known.Where(d => d.Type == "Federated").Select(d => d.Name)],
            OwnPrincipal = self.ObjectId is { } id ? new RemoteId(id) : null,
        };
    }
}
