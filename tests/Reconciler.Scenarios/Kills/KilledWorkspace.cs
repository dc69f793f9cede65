using System.Text;

namespace Reconciler.Scenarios.Kills;

/// <summary>A workspace that changes by chance, version after version: people come, leave and are renamed, lists move, an application with accounts follows.</summary>
internal sealed class KilledWorkspace(Random chance)
{
    private static readonly string[] Titles = ["Analyst", "Engineer", "Writer", "Director"];
    private static readonly string[] Groups = ["engineering", "finance", "platform", "sales"];

    private readonly List<Person> _people = [];
    private readonly Dictionary<string, SortedSet<string>> _members = Groups.ToDictionary(g => g, _ => new SortedSet<string>(StringComparer.Ordinal));
    private int _born;

    public IEnumerable<string> Present => _people.Where(p => !p.HasLeft).Select(p => p.Key);

    public void Change()
    {
        foreach (var leaver in _people.Where(p => !p.HasLeft).OrderBy(_ => chance.Next()).Take(chance.Next(3)).ToArray())
        {
            leaver.HasLeft = true;
            foreach (var list in _members.Values)
                list.Remove(leaver.Key);
        }

        for (var n = 8 + chance.Next(5); n > 0; n--)
            _people.Add(new Person($"p{++_born:000}"));
        foreach (var person in _people.Where(p => !p.HasLeft))
        {
            if (chance.Next(3) == 0)
                person.Title = Titles[chance.Next(Titles.Length)];
            foreach (var list in _members.Values)
            {
                if (chance.Next(4) == 0 && !list.Remove(person.Key))
                    list.Add(person.Key);
            }
        }

        // Nobody empties a group without saying so.
        foreach (var list in _members.Values.Where(l => l.Count == 0))
            list.Add(Present.First());
    }

    /// <summary>What a person writes who answers "held: somebody else closed this account".</summary>
    public void Open(string key) => _people.Single(p => p.Key == key).MayOpen = true;

    public string People()
    {
        var text = new StringBuilder("version: 1\nusers:\n");
        foreach (var person in _people)
        {
            if (person.HasLeft)
            {
                text.Append($"  {person.Key}: {{ left: 2026-01-05, userPrincipalName: {person.Key}@contoso.com, displayName: Person {person.Key} }}\n");
                continue;
            }

            text.Append($"  {person.Key}:\n    userPrincipalName: {person.Key}@contoso.com\n    mail: {person.Key}@contoso.com\n    displayName: Person {person.Key}\n    givenName: Person\n    surname: {person.Key}\n    jobTitle: {person.Title}\n{(person.MayOpen ? "    enable: The state folder was lost; we closed it ourselves\n" : "")}");
        }

        text.Append("groups:\n");
        foreach (var group in Groups)
            text.Append($"  {group}:\n    displayName: {group}\n    members: [{string.Join(", ", _members[group].Concat(group == "engineering" ? ["{ group: platform }"] : []))}]\n");
        return text.Append("assignments:\n  entrust:\n    - { group: engineering, role: User }\n    - { group: sales, role: User }\n").ToString();
    }

    public static string Control(KillServer server, string appId) =>
        $$"""
        version: 1
        workspace: contoso
        directory:
          type: entra
          tenant: contoso.onmicrosoft.com
          domains: [contoso.com]
          endpoint: {{server.GraphRoot}}
          credential: { type: none }
          enforce: full
          ownership: { directoryExtension: {{appId}} }
        applications:
          entrust:
            displayName: Entrust IDaaS
            enforce: full
            enterpriseApp: { template: non-gallery }
            roles: [User]
            assignments: exclusive
            scim:
              baseUrl: {{server.ScimRoot("entrust")}}
              auth: { type: bearer, token: env:RECONCILER_ENTRUST_TOKEN }
              profile: entrust
              users: { mapping: entrust-users }
              groups: { mapping: entrust-groups }
        guards:
          removals: { max: 100%, atLeast: 500, atMost: 500 }
          announcedLeavers: { max: 100%, atLeast: 500, atMost: 500 }
          accessLost: { max: 100%, atLeast: 500, atMost: 500 }
          members: { max: 100%, atLeast: 500 }
          updates: { max: 100%, atLeast: 500 }

        """;

    private sealed class Person(string key)
    {
        public string Key { get; } = key;

        public string Title { get; set; } = Titles[0];

        public bool HasLeft { get; set; }

        public bool MayOpen { get; set; }
    }
}
