using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>Neither the order of entries nor how they are split over files means anything.</summary>
public sealed class OrderProperties
{
    [Fact]
    public void Shuffling_entries_and_files_gives_an_equal_model()
    {
        // A failing case is printed with its seed by QuickCheckThrowOnFailure; the seed here is printed too, to be replayed alone.
        var property = Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (first, second) =>
        {
            var workspace = new RandomWorkspace(first);
            var one = Estate.Describe(Estate.Load(workspace.Write(new Random(first))).Model());
            var other = Estate.Describe(Estate.Load(workspace.Write(new Random(second))).Model());
            return (one == other).Label($"seeds {first} {second}\n{one}\n---\n{other}");
        });

        property.QuickCheckThrowOnFailure();
    }

    /// <summary>A workspace whose entries can be written in any order into any number of files.</summary>
    private sealed class RandomWorkspace
    {
        private readonly List<(string Section, string Entry, string[] Lines)> entries = [];

        public RandomWorkspace(int seed)
        {
            var random = new Random(seed);
            var people = random.Next(1, 12);
            for (var i = 0; i < people; i++)
            {
                entries.Add(("users", $"  p{i}:", Shuffled(random,
                [
                    $"    userPrincipalName: p{i}@contoso.com", $"    displayName: Person {i}", $"    employeeId: E{i}", "    jobTitle: null",
                    $"    manager: p{random.Next(people)}", $"    previously: [b{i}, a{i}]", "    otherMails: [z@example.org, a@example.org]",
                    "    employeeOrgData: { division: D, costCenter: C }",
                ]).Take(random.Next(3, 9)).Append(null).OfType<string>().ToArray()));
            }

            var groups = random.Next(1, 8);
            for (var i = 0; i < groups; i++)
                entries.Add(("groups", $"  g{i}:", [$"    displayName: G{i}", Members(random, people, i)]));
        }

        public (string Path, string Text)[] Write(Random random)
        {
            var files = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new List<(string Section, string Entry, string[] Lines)>()).ToArray();
            foreach (var entry in Shuffled(random, entries))
                files[random.Next(files.Length)].Add(entry);
            var written = files.Select((f, i) => ($"{(char)('z' - random.Next(5))}{i}.yaml", Text(f, random)));
            return [.. Shuffled(random, [("reconciler.yaml", Estate.Control), .. written])];
        }

        // Each entry is complete whatever was drawn: who lacks a name is somebody else's.
        private static string Text(List<(string Section, string Entry, string[] Lines)> file, Random random)
        {
            var text = new StringBuilder("version: 1\n");
            foreach (var section in Shuffled(random, file.GroupBy(e => e.Section)))
            {
                text.Append(section.Key).Append(":\n");
                foreach (var (_, entry, lines) in section)
                    text.Append(entry).Append('\n').AppendJoin('\n', Shuffled(random, section.Key == "users" ? [.. lines, "    left: 2027-01-01"] : lines).Select(l => Reordered(l, random))).Append('\n');
            }

            return text.ToString();
        }

        // The items of a flow list, shuffled too.
        private static string Reordered(string line, Random random)
        {
            if (line.IndexOf('[', StringComparison.Ordinal) is not (> 0 and var open))
                return line;
            var items = line[(open + 1)..line.LastIndexOf(']')].Split("; ").SelectMany(i => i.Split(", ")).ToArray();
            return $"{line[..open]}[{string.Join(", ", Shuffled(random, items))}]";
        }

        private static string Members(Random random, int people, int group)
        {
            var items = Enumerable.Range(0, people).Where(_ => random.Next(2) == 0).Select(p => random.Next(4) switch
            {
                0 => $"p{p}",
                1 => $"P{p}",
                2 => $"live{p}@contoso.com",
                _ => $"{{ employeeId: L{p} }}",
            }).Concat(Enumerable.Range(0, group).Where(_ => random.Next(2) == 0).Select(g => $"{{ group: g{g} }}"));
            return $"    members: [{string.Join(", ", items)}]".Replace("[]", "[ann@contoso.com]", StringComparison.Ordinal);
        }

        private static T[] Shuffled<T>(Random random, IEnumerable<T> items)
        {
            T[] all = [.. items];
            random.Shuffle(all);
            return all;
        }
    }
}
