namespace Reconciler.Benchmarks.Estates;

/// <summary>Makes an estate: teams of a hundred in departments, lists of uneven length, groups of groups, rules of ours and of the directory, guests.</summary>
internal sealed class Generator
{
    private const int TeamSize = 100;
    private const int GuestsIn100 = 2;

    private readonly EstateSize _size;
    private readonly Random _random;
    private readonly List<Person> _people;
    private readonly List<GroupList> _groups;
    private readonly Team[] _teams;
    private readonly int _staff;

    private Generator(EstateSize size, int seed)
    {
        _size = size;
        _random = new Random(seed);
        _people = new List<Person>(size.Users);
        _groups = new List<GroupList>(size.Groups);
        _staff = size.IsPlain ? size.Users : size.Users - (size.Users * GuestsIn100 / 100);
        _teams = Teams(Math.Max(1, (_staff + TeamSize - 1) / TeamSize));
    }

    public static Estate Make(EstateSize size, int seed)
    {
        var generator = new Generator(size, seed);
        generator.People();
        if (size.IsPlain)
            generator.PlainLists();
        else
            generator.Groups();
        generator.Join();
        return new Estate(size, [.. generator._people], generator._teams, [.. generator._groups], generator.Applications());
    }

    private static Team[] Teams(int count)
    {
        var departments = Math.Min(Names.Departments.Length, count);
        return [.. Enumerable.Range(0, count).Select(t =>
        {
            var department = Names.Departments[t % departments];
            var number = (t / departments) + 1;
            var (city, country) = Names.Offices[t % Names.Offices.Length];
            return new Team($"{Names.Slug(department)}-{number}", $"{department} {number}", department, Names.Slug(department), city, country);
        })];
    }

    private void People()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _size.Users; i++)
        {
            var isGuest = i >= _staff;
            var given = Names.Given[_random.Next(Names.Given.Length)];
            var surname = Names.Surnames[_random.Next(Names.Surnames.Length)];
            var name = $"{(isGuest ? "guest." : "")}{Names.Slug(given)}.{Names.Slug(surname)}";
            var key = name;
            for (var n = 2; !taken.Add(key); n++)
                key = n < 5 ? name + n : $"{name}.{i}";
            // A team's first one leads it, the first of all leads those.
            var lead = isGuest || i == 0 || _size.IsPlain ? -1 : i % TeamSize == 0 ? 0 : i / TeamSize * TeamSize;
            _people.Add(new Person(NewId(), key, given, surname, i % TeamSize == 0 ? "Head of team" : Names.Titles[_random.Next(Names.Titles.Length)], isGuest ? -1 : i / TeamSize)
            {
                Manager = lead,
                IsGuest = isGuest,
                Number = i,
            });
        }
    }

    // The length is the same for all, the people are not.
    private void PlainLists()
    {
        for (var g = 0; g < _size.Groups; g++)
        {
            var name = $"{Names.Projects[g % Names.Projects.Length]} {(g / Names.Projects.Length) + 1}";
            _groups.Add(new GroupList(NewId(), Names.Slug(name), name, "groups.yaml") { Members = Some(_size.Memberships / _size.Groups, 0, _people.Count) });
        }
    }

    private void Groups()
    {
        var departments = _teams.Select(t => t.Department).Distinct(StringComparer.Ordinal).ToArray();
        for (var t = 0; t < _teams.Length; t++)
        {
            var members = People(t);
            _groups.Add(new GroupList(NewId(), "team-" + _teams[t].Key, _teams[t].Name, $"teams/{_teams[t].Folder}/{_teams[t].Key}.yaml") { Members = members, Owners = [members[0]] });
        }

        foreach (var department in departments)
            Department(department);
        foreach (var department in departments.Take(5))
        {
            _groups.Add(new GroupList(NewId(), "directory-" + Names.Slug(department), $"{department} by rule", "teams/directory.yaml")
            {
                Rule = $"(user.department -eq \"{department}\")",
                Computed = [.. Of(department)],
            });
        }

        Projects();
    }

    private void Department(string department)
    {
        var folder = Names.Slug(department);
        var file = $"teams/{folder}/department.yaml";
        var teams = Enumerable.Range(0, _teams.Length).Where(t => _teams[t].Department == department).ToArray();
        int[] head = [teams[0] * TeamSize];
        _groups.Add(new GroupList(NewId(), "teams-of-" + folder, $"{department} teams", file) { Nested = teams, Owners = head });
        _groups.Add(new GroupList(NewId(), "everyone-in-" + folder, $"Everyone in {department}", file)
        {
            Where = $"department eq \"{department}\" and not (userType eq \"Guest\")",
            Computed = [.. Of(department)],
            Owners = head,
        });
    }

    private void Projects()
    {
        var lists = _size.Groups - _groups.Count;
        var left = _size.Memberships - _groups.Sum(g => g.Members.Length + g.Nested.Length + g.Computed.Length);
        if (lists <= 0 || left < lists)
            throw new InvalidOperationException($"{_size} leaves no memberships to projects");
        // Few long lists and many short ones.
        var weights = Enumerable.Range(0, lists).Select(_ => 1 / (0.08 + _random.NextDouble())).ToArray();
        var sum = weights.Sum();
        var (told, done) = (0.0, 0);
        for (var g = 0; g < lists; g++)
        {
            told += weights[g] / sum * left;
            var count = Math.Clamp((int)Math.Round(told) - done, 1, _people.Count / 2);
            done += count;
            var team = _random.Next(_teams.Length);
            var name = $"{Names.Projects[g % Names.Projects.Length]} {Names.Purposes[g / Names.Projects.Length % Names.Purposes.Length]} {(g / Names.Projects.Length / Names.Purposes.Length) + 1}";
            _groups.Add(new GroupList(NewId(), Names.Slug(name), name, $"teams/{_teams[team].Folder}/{_teams[team].Key}.yaml")
            {
                Members = Around(team, count),
                Owners = g % 10 == 0 ? [team * TeamSize, (team * TeamSize) + 1] : [team * TeamSize],
            });
        }
    }

    private void Join()
    {
        var lists = Enumerable.Range(0, _groups.Count).Where(g => _groups[g].Members.Length > 0 && _groups[g].Members.Length + _size.Joining < _people.Count).Take(_size.Growing);
        foreach (var g in lists)
        {
            var joining = new HashSet<int>(_size.Joining);
            while (joining.Count < _size.Joining)
            {
                if (_random.Next(_people.Count) is var person && Array.BinarySearch(_groups[g].Members, person) < 0)
                    joining.Add(person);
            }

            _groups[g] = _groups[g] with { Joining = [.. joining.Order()] };
        }
    }

    private App[] Applications() => [.. Enumerable.Range(0, _size.Applications).Select(a =>
    {
        var name = Names.Programs[a % Names.Programs.Length] + (a < Names.Programs.Length ? "" : $" {(a / Names.Programs.Length) + 1}");
        string[] roles = a % 3 == 0 ? ["User", "Admin", "Auditor"] : ["User", "Admin"];
        var groups = Some(Math.Min(3 + (a % 8), _groups.Count), 0, _groups.Count);
        var admins = Some(2, 0, _staff);
        return new App(Names.Slug(name), name, NewId(), roles, [.. groups.Select(g => (true, g, "User")), .. admins.Select(p => (false, p, "Admin"))]);
    })];

    private IEnumerable<int> Of(string department) => Enumerable.Range(0, _teams.Length).Where(t => _teams[t].Department == department).SelectMany(People);

    private int[] People(int team) => [.. Enumerable.Range(team * TeamSize, Math.Min(TeamSize, _staff - (team * TeamSize)))];

    // Most of a project's people sit in the same place, the others anywhere.
    private int[] Around(int team, int count)
    {
        var near = Math.Min(count / 3, TeamSize / 2);
        var chosen = new HashSet<int>(Some(near, team * TeamSize, Math.Min((team + 1) * TeamSize, _staff)));
        while (chosen.Count < count)
            chosen.Add(_random.Next(_people.Count));
        return [.. chosen.Order()];
    }

    private int[] Some(int count, int from, int to)
    {
        var chosen = new HashSet<int>(count);
        count = Math.Min(count, to - from);
        while (chosen.Count < count)
            chosen.Add(_random.Next(from, to));
        return [.. chosen.Order()];
    }

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x40), (byte)((bytes[8] & 0x3F) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
