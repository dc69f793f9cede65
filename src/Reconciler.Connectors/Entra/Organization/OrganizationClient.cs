using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Organization;

/// <summary>Reads which tenant this is and what addresses in it may end in. The first call of a read: if it fails, nothing can be planned.</summary>
internal static class OrganizationClient
{
    public static async Task<TargetFacts> ReadAsync(ReadSession session, TokenClaims self, CancellationToken cancellationToken)
    {
        var answer = await session.Client.GetAsync(GraphPath.Organization, cancellationToken);
        if (answer.Status != 200)
            throw GraphFaults.Refused(session.Target, answer, "Organization.Read.All");
        using var json = JsonDocument.Parse(answer.Body);
        var tenant = json.RootElement.Items("value").FirstOrDefault();
        return new TargetFacts
        {
            TenantId = tenant.Text("id"),
            DisplayName = tenant.Text("displayName"),
            VerifiedDomains = [.. tenant.Items("verifiedDomains").Select(d => d.Text("name")).OfType<string>().Order(StringComparer.OrdinalIgnoreCase)],
            OwnPrincipal = self.ObjectId is { } id ? new RemoteId(id) : null,
        };
    }
}
