using System.Globalization;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>More lists than one thread compares at once: none is left out, none is compared twice, and what is told stands in their order.</summary>
public sealed class ManyListTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(1002)]
    public void Every_list_is_compared_once_and_told_of_in_its_order(int count)
    {
        var world = new World();
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"g{i.ToString("0000", CultureInfo.InvariantCulture)}")];
        world.Apply(Person("ada"));
        var plan = world.Plan([Person("ada"), .. names.Select((n, i) => Group(n) with { Links = [Lost(i)] })]);
        var groups = plan.Entries.Where(e => e.Kind == Kind.Group).ToArray();
        Assert.Equal(names, groups.Select(g => g.Name));
        Assert.All(groups, g => Assert.Equal(plan.Snapshot.Roster.Find(new ResourceKey(Kind.User, "ada")), Assert.Single(Assert.Single(g.Links).Adds).End.To));
        Assert.Equal(Enumerable.Range(0, count), plan.Findings.Select(f => f.Span.Line));
    }

    // Ada and somebody who is not there, each on the line of that list.
    private static DeclaredLinks Lost(int line)
    {
        var members = Members(LinkMode.Exclusive, "ada", "x@contoso.com");
        return members with { Ends = [.. members.Ends.Select(e => e with { Span = At with { Line = line } })] };
    }
}
