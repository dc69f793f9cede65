using System.Text.Json;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Tenant;

internal static class DomainRoutes
{
    private static readonly Dictionary<string, Action<Utf8JsonWriter, Domain>> s_properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["authenticationType"] = (writer, domain) => writer.WriteString("authenticationType", domain.AuthenticationType),
        ["availabilityStatus"] = (writer, _) => writer.WriteNull("availabilityStatus"),
        ["id"] = (writer, domain) => writer.WriteString("id", domain.Name),
        ["isAdminManaged"] = (writer, _) => writer.WriteBoolean("isAdminManaged", true),
        ["isDefault"] = (writer, domain) => writer.WriteBoolean("isDefault", domain.IsDefault),
        ["isInitial"] = (writer, domain) => writer.WriteBoolean("isInitial", domain.IsInitial),
        ["isRoot"] = (writer, _) => writer.WriteBoolean("isRoot", true),
        ["isVerified"] = (writer, _) => writer.WriteBoolean("isVerified", true),
        ["supportedServices"] = Services,
        ["passwordValidityPeriodInDays"] = (writer, _) => writer.WriteNumber("passwordValidityPeriodInDays", 90),
        ["passwordNotificationWindowInDays"] = (writer, _) => writer.WriteNumber("passwordNotificationWindowInDays", 14),
        ["manufacturer"] = (writer, _) => writer.WriteNull("manufacturer"),
        ["model"] = (writer, _) => writer.WriteNull("model"),
        ["state"] = (writer, _) => writer.WriteNull("state"),
    };

    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["domains"]) => Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("domains" + Shown(call)));
            writer.WriteStartArray("value");
            foreach (var domain in call.Tenant.Organization.Domains)
                Write(writer, call, domain, null);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }),
        ("GET", ["domains", var name]) when call.Tenant.Organization.FindDomain(name) is { } domain =>
            Answer.Json(200, writer => Write(writer, call, domain, call.Context("domains" + Shown(call) + "/$entity"))),
        ("GET", ["domains", var name]) => throw Errors.NotFound(name),
        _ => throw Errors.WrongVerb(),
    };

    private static string Shown(Call call) => call.Query.Select is { } select ? "(" + select + ")" : "";

    private static void Write(Utf8JsonWriter writer, Call call, Domain domain, string? context)
    {
        var names = call.Query.Select?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. s_properties.Keys];
        writer.WriteStartObject();
        if (context is not null)
            writer.WriteString("@odata.context", context);
        foreach (var name in names)
        {
            var write = s_properties.GetValueOrDefault(name) ?? throw Errors.UnknownSelect(name, "domain");
            write(writer, domain);
        }

        writer.WriteEndObject();
    }

    private static void Services(Utf8JsonWriter writer, Domain domain)
    {
        writer.WriteStartArray("supportedServices");
        writer.WriteStringValue("Email");
        writer.WriteStringValue("OfficeCommunicationsOnline");
        writer.WriteEndArray();
    }
}
