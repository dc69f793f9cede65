using System.Text.Json;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Tenant;

internal static class OrganizationRoutes
{
    private static readonly Dictionary<string, Action<Utf8JsonWriter, Organization>> s_properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = (writer, organization) => writer.WriteString("id", organization.Id),
        ["deletedDateTime"] = (writer, _) => writer.WriteNull("deletedDateTime"),
        ["businessPhones"] = (writer, _) => Empty(writer, "businessPhones"),
        ["countryLetterCode"] = (writer, _) => writer.WriteNull("countryLetterCode"),
        ["createdDateTime"] = (writer, organization) => writer.WriteString("createdDateTime", StateWriter.Time(organization.CreatedDateTime)),
        ["defaultUsageLocation"] = (writer, _) => writer.WriteNull("defaultUsageLocation"),
        ["displayName"] = (writer, organization) => writer.WriteString("displayName", organization.DisplayName),
        ["onPremisesSyncEnabled"] = (writer, _) => writer.WriteNull("onPremisesSyncEnabled"),
        ["preferredLanguage"] = (writer, _) => writer.WriteNull("preferredLanguage"),
        ["technicalNotificationMails"] = (writer, _) => Empty(writer, "technicalNotificationMails"),
        ["tenantType"] = (writer, _) => writer.WriteString("tenantType", "AAD"),
        ["assignedPlans"] = (writer, _) => Empty(writer, "assignedPlans"),
        ["verifiedDomains"] = Domains,
    };

    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["organization"]) => Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("organization" + Shown(call)));
            writer.WriteStartArray("value");
            Write(writer, call, null);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }),
        ("GET", ["organization", var id]) when Guid.TryParse(id, out var guid) && guid == call.Tenant.Organization.Id =>
            Answer.Json(200, writer => Write(writer, call, call.Context("organization" + Shown(call) + "/$entity"))),
        ("GET", ["organization", var id]) => throw Errors.NotFound(id),
        _ => throw Errors.WrongVerb(),
    };

    private static string Shown(Call call) => call.Query.Select is { } select ? "(" + select + ")" : "";

    private static void Write(Utf8JsonWriter writer, Call call, string? context)
    {
        var names = call.Query.Select?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. s_properties.Keys];
        writer.WriteStartObject();
        if (context is not null)
            writer.WriteString("@odata.context", context);
        foreach (var name in names)
        {
            var write = s_properties.GetValueOrDefault(name) ?? throw Errors.UnknownSelect(name, "organization");
            write(writer, call.Tenant.Organization);
        }

        writer.WriteEndObject();
    }

    private static void Domains(Utf8JsonWriter writer, Organization organization)
    {
        writer.WriteStartArray("verifiedDomains");
        foreach (var domain in organization.Domains)
        {
            writer.WriteStartObject();
            writer.WriteString("capabilities", "Email, OfficeCommunicationsOnline");
            writer.WriteBoolean("isDefault", domain.IsDefault);
            writer.WriteBoolean("isInitial", domain.IsInitial);
            writer.WriteString("name", domain.Name);
            writer.WriteString("type", domain.AuthenticationType);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Empty(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
