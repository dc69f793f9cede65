using System.Text;

namespace Reconciler.Benchmarks.Estates;

/// <summary>The estate as its organisation keeps it: a control file, people by team, groups by team, access in one file.</summary>
internal static class WorkspaceFiles
{
    public static void Write(Estate estate, string folder)
    {
        foreach (var team in estate.People.GroupBy(p => p.Team))
        {
            if (team.Key < 0)
                Guests(team, folder);
            else
                People(estate, estate.Teams[team.Key], team, folder);
        }

        foreach (var file in estate.Groups.GroupBy(g => g.File, StringComparer.Ordinal))
            Groups(estate, file.Key, file, folder);
        if (estate.Applications.Length > 0)
            Access(estate, folder);
    }

    /// <summary>Written last, when it is known where the directory answers.</summary>
    public static void WriteControl(Estate estate, string folder, Uri graph)
    {
        using var file = Open(folder, "reconciler.yaml");
        file.Write($$"""
            version: 1
            workspace: {{Estate.Workspace}}
            directory:
              type: entra
              tenant: {{Estate.Tenant}}
              domains: [{{Estate.Domain}}]
              endpoint: {{graph}}
              credential: { type: none }
              enforce: full
              ownership: { directoryExtension: {{Estate.AppId}} }

            """);
        if (estate.Applications.Length == 0)
            return;
        file.Write("applications:\n");
        foreach (var app in estate.Applications)
        {
            file.Write($"  {app.Key}:\n    displayName: {Text(app.Name)}\n    enforce: full\n    enterpriseApp: {{ template: non-gallery, assignmentRequired: true }}\n    roles: [{string.Join(", ", app.Roles)}]\n");
        }
    }

    private static void People(Estate estate, Team team, IEnumerable<Person> people, string folder)
    {
        using var file = Open(folder, $"people/{team.Folder}/{team.Key}.yaml");
        file.Write("version: 1\n");
        if (!estate.Size.IsPlain)
            file.Write($"defaults:\n  users: {{ companyName: Contoso, department: {Text(team.Department)}, officeLocation: {Text(team.Office)}, usageLocation: {Text(team.Country)}, employeeType: Employee }}\n");
        file.Write("users:\n");
        foreach (var person in people)
        {
            file.Write($"  {person.Key}:\n    userPrincipalName: {person.PrincipalName}\n    displayName: {person.Display}\n    givenName: {person.Given}\n    surname: {person.Surname}\n    mail: {person.Mail}\n    employeeId: \"{person.EmployeeId}\"\n    jobTitle: {person.Title}\n");
            if (person.Manager >= 0)
                file.Write($"    manager: {estate.People[person.Manager].Key}\n");
        }
    }

    private static void Guests(IEnumerable<Person> guests, string folder)
    {
        var number = 0;
        foreach (var part in guests.Chunk(200))
        {
            using var file = Open(folder, $"people/guests/fabrikam-{++number}.yaml");
            file.Write("version: 1\ndefaults:\n  guests: { companyName: Fabrikam, usageLocation: GB }\nusers:\n");
            foreach (var guest in part)
                file.Write($"  {guest.Key}:\n    mail: {guest.Mail}\n    displayName: {Text(guest.Display)}\n    userType: Guest\n    invite: {{ redirectUrl: https://myapps.microsoft.com, send: false }}\n");
        }
    }

    private static void Groups(Estate estate, string path, IEnumerable<GroupList> groups, string folder)
    {
        using var file = Open(folder, path);
        file.Write("version: 1\ngroups:\n");
        foreach (var group in groups)
        {
            file.Write($"  {group.Key}:\n    displayName: {Text(group.Name)}\n");
            if (group.Owners.Length > 0)
                file.Write($"    owners: [{string.Join(", ", group.Owners.Select(o => estate.People[o].Key))}]\n");
            if (group.Where is { } where)
                file.Write($"    membersWhere: {Text(where)}\n");
            if (group.Rule is { } rule)
                file.Write($"    membershipRule: {Text(rule)}\n");
            if (group.Members.Length + group.Nested.Length + group.Joining.Length == 0)
                continue;
            file.Write("    members:\n");
            foreach (var member in group.Members.Concat(group.Joining).Order())
                file.Write($"      - {estate.People[member].Key}\n");
            foreach (var nested in group.Nested)
                file.Write($"      - {{ group: {estate.Groups[nested].Key} }}\n");
        }
    }

    private static void Access(Estate estate, string folder)
    {
        using var file = Open(folder, "access.yaml");
        file.Write("version: 1\nassignments:\n");
        foreach (var app in estate.Applications)
        {
            file.Write($"  {app.Key}:\n");
            foreach (var (isGroup, index, role) in app.Assignments)
                file.Write(isGroup ? $"    - {{ group: {estate.Groups[index].Key}, role: {role} }}\n" : $"    - {{ user: {estate.People[index].Key}, role: {role} }}\n");
        }
    }

    // Single quotes take everything literally but themselves; the country NO would be text all the same, people quote it.
    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static StreamWriter Open(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? folder);
        return new StreamWriter(full, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
    }
}
