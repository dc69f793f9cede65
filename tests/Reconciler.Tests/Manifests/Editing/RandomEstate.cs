using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Manifests.Editing;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

/// <summary>People and groups as they are meant, written plainly or in a layout, and one edit of them. Every line of a person names the person.</summary>
internal sealed class RandomEstate
{
    private const string Live = "live@contoso.com";

    private static readonly string[] NewKeys = ["n", "a: b", "null", "x, y", "o'k", "名前 😀", "p0 #1", "00", "{x}"];

    private readonly List<Person> people = [];
    private readonly List<Group> groups = [];
    private readonly List<Item> guarded = [];

    public RandomEstate(Random random)
    {
        for (var i = random.Next(1, 7); i > 0; i--)
            people.Add(new Person($"p{i}", i, random.Next(2) == 0 ? $"e-p{i}" : null));
        foreach (var person in people.Where(_ => random.Next(2) == 0))
            person.Manager = new Item(people[random.Next(people.Count)], random.Next(2) * 2);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            groups.Add(new Group($"g{i}")
            {
                Members = random.Next(5) == 0 ? null : Some(random, [.. groups.Select(g => g.Key)]),
                Owners = random.Next(2) == 0 ? null : Some(random, []),
            });
        }

        if (random.Next(2) == 0)
            guarded.AddRange(Some(random, []).Select(i => i with { Until = null, Reason = null }));
    }

    /// <summary>Makes one edit here, and gives it with what names the person in a line.</summary>
    public (WorkspaceEdit Edit, Regex Names) Edit(Random random)
    {
        var person = people[random.Next(people.Count)];
        var names = new Regex($@"\b(p{person.Number}|0*{person.Number:D12})\b", RegexOptions.IgnoreCase);
        switch (random.Next(3))
        {
            case 0:
                var group = groups[random.Next(groups.Count)];
                var whom = random.Next(5) == 0 ? null : person;
                var item = new Item(whom, 0)
                {
                    Until = random.Next(2) == 0 ? new DateOnly(2027, 1, random.Next(1, 29)) : null,
                    Reason = random.Next(2) == 0 ? "why: \"this\" # not" : null,
                };
                group.Members ??= [];
                group.Members.RemoveAll(m => m.Group is null && m.Person == whom);
                group.Members.Add(item);
                return (new WorkspaceEdit.AddMember(group.Key, whom?.Key ?? Live, item.Until, item.Reason), whom is null ? new Regex(Live) : names);
            case 1:
                people.Remove(person);
                foreach (var other in people.Where(p => p.Manager?.Person == person))
                    other.Manager = null;
                foreach (var list in groups.SelectMany(g => new[] { g.Members, g.Owners }).Append(guarded))
                    list?.RemoveAll(i => i.Group is null && i.Person == person);
                return (new WorkspaceEdit.RemoveUser(person.Key), names);
            default:
                var old = person.Key;
                person.Key = NewKeys[random.Next(NewKeys.Length)];
                person.Earlier.Add(old);
                return (new WorkspaceEdit.RenameUser(old, person.Key), names);
        }
    }

    /// <summary>The files; plainly without a layout.</summary>
    public (string Path, string Text)[] Write(Layout? layout) =>
    [
        ("reconciler.yaml", Finish(layout, to =>
        {
            to.Add(Estate.Control.ReplaceLineEndings("\n"));
            if (guarded.Count == 0)
                return;
            to.Add("protected:");
            List(to, layout, layout?.Step ?? 2, "users", guarded);
        })),
        ("people.yaml", Finish(layout, to => Section(to, layout, "users", people, p => p.Key, Fields))),
        ("teams.yaml", Finish(layout, to => Section(to, layout, "groups", groups, g => g.Key, Fields))),
    ];

    private static List<(string Key, object Value)> Fields(Person person)
    {
        List<(string, object)> fields = [("userPrincipalName", $"p{person.Number}@contoso.com"), ("displayName", $"The p{person.Number}"), ("id", person.Id)];
        if (person.EmployeeId is { } employee)
            fields.Add(("employeeId", employee));
        if (person.Manager is { } manager)
            fields.Insert(fields.Count / 2, ("manager", manager));
        if (person.Earlier.Count > 0)
            fields.Add(("previously", $"[{string.Join(", ", person.Earlier)}]"));
        return fields;
    }

    private static List<(string Key, object Value)> Fields(Group group)
    {
        List<(string, object)> fields = [("displayName", $"The {group.Key}")];
        if (group.Members is { } members)
            fields.Add(("members", members));
        if (group.Owners is { } owners)
            fields.Insert(group.Key == "g1" ? 0 : fields.Count, ("owners", owners));
        return fields;
    }

    private static void Section<T>(List<string> to, Layout? layout, string name, List<T> entries, Func<T, string> key, Func<T, List<(string Key, object Value)>> fields)
    {
        to.Add("version: 1");
        if (entries.Count == 0)
        {
            to.Add($"{name}: {{}}");
            return;
        }

        to.Add($"{name}:{layout?.Aside("section")}");
        var step = layout?.Step ?? 2;
        foreach (var entry in entries)
        {
            if (layout?.Sometimes(3) == true)
                to.AddRange([$"{new string(' ', step)}# a section", ""]);
            if (layout?.Sometimes(3) == true)
                to.Add($"{new string(' ', step)}# about {key(entry)}");
            Entry(to, layout, step, key(entry), fields(entry));
            if (layout?.Sometimes(3) == true)
                to.Add("");
        }
    }

    private static void Entry(List<string> to, Layout? layout, int indent, string key, List<(string Key, object Value)> fields)
    {
        var blank = new string(' ', indent);
        var name = layout is null ? $"'{key.Replace("'", "''", StringComparison.Ordinal)}'" : layout.Quote(key);
        if (layout?.Sometimes(4) == true)
        {
            to.Add($"{blank}{name}: {{{layout.Gap}{string.Join(", ", fields.Select(f => $"{f.Key}: {Flow(f.Value, layout)}"))}{layout.Gap}}}{layout.Aside(key)}");
            return;
        }

        to.Add($"{blank}{name}:{layout?.Aside(key)}");
        indent += layout?.Step ?? 2;
        foreach (var (field, value) in fields)
        {
            if (value is List<Item> items)
                List(to, layout, indent, field, items);
            else
                to.Add($"{new string(' ', indent)}{field}:{layout?.Gap ?? " "}{Flow(value, layout)}{layout?.Aside(key) ?? ""}{(value is Item ? $" # of {key}" : "")}");
        }
    }

    private static void List(List<string> to, Layout? layout, int indent, string key, List<Item> items)
    {
        var blank = new string(' ', indent);
        var deeper = new string(' ', indent + (layout?.Step ?? 2));
        if (items.Count == 0 || layout is null || layout.Sometimes(4))
        {
            var gap = layout?.Sometimes(3) == true ? " " : "";
            to.Add($"{blank}{key}: [{gap}{string.Join(", ", items.Select(i => Flow(i, layout)))}{(items.Count > 0 && layout?.Sometimes(4) == true ? "," : "")}{gap}]{layout?.Aside(key)}");
        }
        else if (layout.Sometimes(3))
        {
            to.Add($"{blank}{key}: [{layout.Aside(key)}");
            for (var i = 0; i < items.Count; i++)
                to.Add($"{deeper}{Flow(items[i], layout)}{(i + 1 < items.Count || layout.Sometimes(2) ? "," : "")}{layout.Aside(items[i].About)}");
            to.Add($"{blank}]{layout.Aside(key)}");
        }
        else
        {
            to.Add($"{blank}{key}:{layout.Aside(key)}");
            blank += new string(' ', layout.Dash);
            foreach (var item in items)
                ItemLines(to, layout, blank, item);
        }
    }

    private static void ItemLines(List<string> to, Layout layout, string blank, Item item)
    {
        if (layout.Sometimes(6))
            to.Add($"{blank}# {item.About}");
        if (item.Fields is not { } fields || layout.Sometimes(2))
        {
            to.Add($"{blank}-{layout.Gap}{Flow(item, layout)}{layout.Aside(item.About)}");
            return;
        }

        for (var i = 0; i < fields.Count; i++)
            to.Add($"{blank}{(i == 0 ? "- " : "  ")}{fields[i].Key}: {(fields[i].Key == "until" ? fields[i].Value : Scalar(fields[i].Value, layout))} # {item.About}");
        if (layout.Sometimes(6))
            to.Add($"{blank}  # more on {item.About}");
    }

    private static string Flow(object value, Layout? layout) => value switch
    {
        Item { Fields: { } fields } => $"{{ {string.Join(", ", fields.Select(f => $"{f.Key}: {Scalar(f.Value, layout)}"))} }}",
        Item item => Scalar(item.Word, layout),
        List<Item> items => $"[{string.Join(", ", items.Select(i => Flow(i, layout)))}]",
        string list when list.StartsWith('[') => list,
        _ => Scalar((string)value, layout),
    };

    private static string Scalar(string text, Layout? layout) => layout is null || text.Contains('"', StringComparison.Ordinal)
        ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
        : layout.Quote(text);

    private static string Finish(Layout? layout, Action<List<string>> write)
    {
        var lines = new List<string>();
        write(lines);
        var text = new StringBuilder().AppendJoin('\n', lines).Append(layout?.EndsOpen == true ? "" : "\n").ToString();
        return (layout?.HasMark == true ? "\ufeff" : "") + text.ReplaceLineEndings(layout?.NewLine ?? "\n");
    }

    // Nobody stands twice in one list.
    private List<Item> Some(Random random, string[] nested)
    {
        var items = people.Where(_ => random.Next(2) == 0).Select(p => new Item(p, random.Next(p.EmployeeId is null ? 4 : 5))
        {
            Until = random.Next(4) == 0 ? new DateOnly(2027, 2, random.Next(1, 29)) : null,
            Reason = random.Next(4) == 0 ? $"for p{p.Number}" : null,
        }).ToList();
        if (random.Next(4) == 0)
            items.Insert(0, new Item(null, 0));
        items.AddRange(nested.Where(_ => random.Next(3) == 0).Select(g => new Item(null, 0) { Group = g }));
        return items;
    }

    private sealed class Person(string key, int number, string? employeeId)
    {
        public string Key { get; set; } = key;

        public int Number { get; } = number;

        public string? EmployeeId { get; } = employeeId;

        public string Id => $"00000000-0000-0000-0000-{Number:D12}";

        public Item? Manager { get; set; }

        public List<string> Earlier { get; } = [];
    }

    private sealed class Group(string key)
    {
        public string Key { get; } = key;

        public List<Item>? Members { get; set; }

        public List<Item>? Owners { get; set; }
    }

    /// <summary>A name in a list: form 0 key, 1 user:, 2 address, 3 id:, 4 employeeId:. Without a person, a live address or a nested group.</summary>
    private sealed record Item(Person? Person, int Form)
    {
        public string? Group { get; init; }

        public DateOnly? Until { get; init; }

        public string? Reason { get; init; }

        public string Word => Person is null ? Live : Form == 2 ? $"p{Person.Number}@contoso.com" : Person.Key;

        public string About => Group ?? (Person is null ? Live : $"p{Person.Number}");

        /// <summary>What the item says as a mapping; null where a word says it.</summary>
        public List<(string Key, string Value)>? Fields
        {
            get
            {
                if (Group is null && Form is 0 or 2 && Until is null && Reason is null)
                    return null;
                List<(string, string)> fields = [Group is { } group ? ("group", group) : Form switch
                {
                    3 => ("id", Person?.Id ?? ""),
                    4 => ("employeeId", Person?.EmployeeId ?? ""),
                    _ => ("user", Word),
                }];
                if (Until is { } until)
                    fields.Insert(Form == 1 ? 0 : 1, ("until", until.ToString("yyyy-MM-dd")));
                if (Reason is { } reason)
                    fields.Add(("reason", reason));
                return fields;
            }
        }
    }
}
