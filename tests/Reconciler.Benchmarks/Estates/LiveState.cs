using System.Text.Json;

namespace Reconciler.Benchmarks.Estates;

/// <summary>The estate as the directory holds it once everything is applied, in the emulator's documented state format.</summary>
internal static class LiveState
{
    private const string Kept = "contoso/";
    private static readonly string Mark = $"extension_{Estate.AppId:N}_reconcilerOwner";

    /// <summary>A tenant before the first apply: the app registration that every tenant has, and nothing else.</summary>
    public static void WriteEmpty(string file)
    {
        using var lines = new JsonLines(file);
        Registration(lines, hasMark: false);
    }

    public static void Write(Estate estate, string file)
    {
        using var lines = new JsonLines(file);
        Registration(lines, hasMark: true);
        foreach (var person in estate.People)
            lines.Add(json => User(json, estate, person));
        foreach (var group in estate.Groups)
            lines.Add(json => Group(json, estate, group));
        foreach (var app in estate.Applications)
            Application(lines, estate, app);
    }

    private static void Registration(JsonLines lines, bool hasMark)
    {
        foreach (var type in (ReadOnlySpan<string>)["application", "servicePrincipal"])
        {
            lines.Add(json =>
            {
                json.WriteString("type", type);
                json.WriteString("appId", Estate.AppId);
                json.WriteString("displayName", "Reconciler");
            });
        }

        if (!hasMark)
            return;
        lines.Add(json =>
        {
            json.WriteString("type", "extensionProperty");
            json.WriteString("application", Estate.AppId);
            json.WriteString("name", Mark);
            json.WriteString("dataType", "String");
            Texts(json, "targetObjects", ["User", "Group"]);
        });
    }

    private static void User(Utf8JsonWriter json, Estate estate, Person person)
    {
        json.WriteString("type", "user");
        json.WriteString("id", person.Id);
        json.WriteString("userPrincipalName", person.PrincipalName);
        json.WriteString("displayName", person.Display);
        json.WriteString("mail", person.Mail);
        json.WriteString("userType", person.IsGuest ? "Guest" : "Member");
        json.WriteString(Mark, $"{Kept}{person.Key};c");
        if (person.IsGuest)
        {
            json.WriteString("companyName", "Fabrikam");
            json.WriteString("usageLocation", "GB");
            json.WriteString("creationType", "Invitation");
            json.WriteString("externalUserState", "Accepted");
            return;
        }

        json.WriteString("givenName", person.Given);
        json.WriteString("surname", person.Surname);
        json.WriteString("employeeId", person.EmployeeId);
        json.WriteString("jobTitle", person.Title);
        if (estate.Size.IsPlain)
            return;
        var team = estate.Teams[person.Team];
        json.WriteString("companyName", "Contoso");
        json.WriteString("department", team.Department);
        json.WriteString("officeLocation", team.Office);
        json.WriteString("usageLocation", team.Country);
        json.WriteString("employeeType", "Employee");
        if (person.Manager >= 0)
            json.WriteString("manager", estate.People[person.Manager].Id);
    }

    private static void Group(Utf8JsonWriter json, Estate estate, GroupList group)
    {
        json.WriteString("type", "group");
        json.WriteString("id", group.Id);
        json.WriteString("displayName", group.Name);
        json.WriteString("mailNickname", group.Key);
        json.WriteString("uniqueName", $"contoso.{group.Key}.{group.Id.ToString("N")[..8]}");
        json.WriteString(Mark, $"{Kept}{group.Key};c");
        if (group.Rule is { } rule)
        {
            Texts(json, "groupTypes", ["DynamicMembership"]);
            json.WriteString("membershipRule", rule);
            json.WriteString("membershipRuleProcessingState", "On");
        }

        // The directory computes the members of its own rules itself.
        Ids(json, "members", [.. group.Members.Select(m => estate.People[m].Id), .. group.Nested.Select(n => estate.Groups[n].Id),
            .. group.Rule is null ? group.Computed.Select(m => estate.People[m].Id) : []]);
        Ids(json, "owners", [.. group.Owners.Select(o => estate.People[o].Id)]);
    }

    private static void Application(JsonLines lines, Estate estate, App app)
    {
        lines.Add(json =>
        {
            json.WriteString("type", "application");
            json.WriteString("appId", app.AppId);
            json.WriteString("displayName", app.Name);
            json.WriteStartArray("appRoles");
            foreach (var role in (IEnumerable<string>)["User", "msiam_access"])
                Role(json, role, null);
            foreach (var role in app.Roles)
                Role(json, role, role);
            json.WriteEndArray();
        });
        lines.Add(json =>
        {
            json.WriteString("type", "servicePrincipal");
            json.WriteString("appId", app.AppId);
            json.WriteString("displayName", app.Name);
            json.WriteBoolean("appRoleAssignmentRequired", true);
            Texts(json, "tags", ["WindowsAzureActiveDirectoryIntegratedApp", $"reconciler:{Kept}{app.Key};c"]);
        });
        foreach (var (isGroup, index, role) in app.Assignments)
        {
            lines.Add(json =>
            {
                json.WriteString("type", "appRoleAssignment");
                json.WriteString("resource", app.AppId);
                json.WriteString("principal", isGroup ? estate.Groups[index].Id : estate.People[index].Id);
                json.WriteString("role", role);
            });
        }
    }

    private static void Role(Utf8JsonWriter json, string name, string? value)
    {
        json.WriteStartObject();
        json.WriteString("displayName", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Ids(Utf8JsonWriter json, string name, Guid[] ids)
    {
        if (ids.Length == 0)
            return;
        json.WriteStartArray(name);
        foreach (var id in ids)
            json.WriteStringValue(id);
        json.WriteEndArray();
    }
}
