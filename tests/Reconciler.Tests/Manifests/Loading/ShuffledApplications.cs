namespace Reconciler.Tests.Manifests.Loading;

/// <summary>One workspace of applications, whose entries stand in any order and in any of three files.</summary>
internal static class ShuffledApplications
{
    private static readonly string[] Assignments =
    [
        "wiki { user: ann, role: Reader }", "wiki { user: ann, role: Writer, until: 2027-01-31 }", "wiki { user: ann }", "wiki { group: web, nested: expand, role: Reader }",
        "wiki { group: all }", "wiki { user: live@contoso.com, role: Reader }", "wiki { employeeId: X9 }", "pay { user: bob }", "PAY { user: zoe@contoso.com, reason: CHG-1 }",
        "wiki { groupId: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b }",
    ];

    public static (string Path, string Text)[] Write(Random random)
    {
        var files = Enumerable.Range(0, 3).Select(_ => new List<string>()).ToArray();
        foreach (var line in Shuffled(random, Assignments))
            files[random.Next(files.Length)].Add(line);
        return
        [
            .. Shuffled(random, [("reconciler.yaml", Control(random)), ("people.yaml", People), .. files.Select((f, i) => ($"{(char)('a' + random.Next(26))}{i}.yaml", Content(f)))]),
        ];
    }

    private const string People = """
        version: 1
        users:
          ann: { userPrincipalName: ann@contoso.com, displayName: Ann }
          bob: { userPrincipalName: bob@contoso.com, displayName: Bob }
        groups:
          web: { displayName: Web }
          all: { displayName: All }
        mappings:
          m: { object: user, attributes: { userName: { source: objectId, match: 1 } } }
          g: { object: group, attributes: { displayName: { source: objectId, match: 1 } } }
        """;

    private static string Content(List<string> lines) => "version: 1\n" + (lines.Count == 0 ? "" : "assignments:\n") + string.Concat(lines.GroupBy(l => l[..l.IndexOf(' ', StringComparison.Ordinal)])
        .Select(g => $"  {g.Key}:\n{string.Concat(g.Select(l => $"    - {l[(g.Key.Length + 1)..]}\n"))}"));

    private static string Control(Random random)
    {
        string[] wiki =
        [
            "enforce: full", "displayName: Wiki", "enterpriseApp: { template: non-gallery, assignmentRequired: true }",
            $"roles: [{Joined(random, "Reader", "Writer", "{ value: Admin, displayName: Administrator }")}]",
        ];
        string[] pay =
        [
            "enforce: add", "assignments: exclusive",
            $"scim: {{ {Joined(random, "baseUrl: https://pay.example", "auth: { type: bearer, token: env:RECONCILER_T }", $"users: {{ mapping: m, actions: [{Joined(random, "create", "update", "deactivate")}] }}",
                "groups: { mapping: g, push: all }", $"ignore: [{Joined(random, "b", "a", "c")}]", $"protected: [{Joined(random, "q", "p")}]")} }}",
        ];
        var applications = Shuffled(random, [("wiki", wiki), ("pay", pay), ("alone", ["enforce: observe", "enterpriseApp: { displayName: Alone }", "unmanaged: [assignments]"])]);
        var conflicts = Shuffled(random, [$"{{ name: b, all: [{Joined(random, "wiki/Reader", "wiki/Admin", "Pay/X")}] }}", "{ name: a, all: [wiki/Admin, pay/Y] }"]);
        return $"{Estate.Control}\napplications:\n{string.Concat(applications.Select(a => $"  {a.Item1}: {{ {Joined(random, a.Item2)} }}\n"))}conflicts:\n{string.Concat(conflicts.Select(c => $"  - {c}\n"))}";
    }

    private static string Joined(Random random, params string[] parts) => string.Join(", ", Shuffled(random, parts));

    private static T[] Shuffled<T>(Random random, IEnumerable<T> items)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return all;
    }
}
