using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Random small organisations.</summary>
internal static class Organisations
{
    private static readonly string[] Departments = ["", "Engineering", "Sales", "Legal"];

    /// <summary>Up to eight people and four groups with nesting, in any order of entries.</summary>
    public static Gen<DeclaredResource[]> Any { get; } =
        from people in Gen.Choose(0, 8)
        from groups in Gen.Choose(0, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(people, groups, new System.Random(seed));

    private static DeclaredResource[] Make(int people, int groups, System.Random random)
    {
        var names = Enumerable.Range(0, 10).Where(_ => random.Next(2) == 0).Select(i => $"p{i}").Take(people).ToArray();
        var made = names.Select(name => Person(name, Cells(random)) with { Links = Manager(random, names) }).ToList();
        for (var g = 0; g < groups; g++)
        {
            var members = names.Where(_ => random.Next(2) == 0).Concat(g > 0 && random.Next(2) == 0 ? [$"group:g{g - 1}"] : []).ToArray();
            var owners = names.Where(_ => random.Next(3) == 0).ToArray();
            var group = Group($"g{g}", members);
            made.Add(group with
            {
                Links = group.Links.Add(Members(random.Next(2) == 0 ? LinkMode.Exclusive : LinkMode.Additive, owners) with { Link = "owners" }),
            });
        }

        return [.. made.OrderBy(_ => random.Next())];
    }

    private static (string, AttributeValue)[] Cells(System.Random random)
    {
        var cells = new List<(string, AttributeValue)>();
        if (random.Next(3) > 0)
            cells.Add(("department", AttributeValue.Of(Departments[random.Next(Departments.Length)])));
        if (random.Next(3) == 0)
            cells.Add(("otherMails", AttributeValue.OfTexts(Enumerable.Range(0, random.Next(3)).Select(i => $"m{i}@x"))));
        if (random.Next(3) == 0)
            cells.Add(("jobTitle", random.Next(2) == 0 ? AttributeValue.None : AttributeValue.Of("Analyst")));
        return [.. cells];
    }

    private static System.Collections.Immutable.ImmutableArray<DeclaredLinks> Manager(System.Random random, string[] names) =>
        random.Next(3) switch
        {
            0 => [],
            1 => [new DeclaredLinks("manager", LinkMode.Exclusive, At)],
            _ => [Members(LinkMode.Exclusive, names[random.Next(names.Length)]) with { Link = "manager" }],
        };
}
