using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>By which line an end is in a list, list after list.</summary>
public sealed class WrittenEndTests
{
    private readonly WrittenEnds _written = new();

    private static readonly LinkEnd Ada = new(new Handle(1));
    private static readonly LinkEnd Bob = new(new Handle(2));
    private static readonly LinkEnd Carol = new(new Handle(3));

    private static DeclaredReference Line(int line, string? reason = null) => new(new Reference.ByKey(new ResourceKey(Kind.User, "x")), At with { Line = line }, new LinkTerms(Reason: reason));

    private static Cause Declared(int line) => new Cause.Declared(At with { Line = line });

    [Fact]
    public void The_first_line_that_names_an_end_is_its_cause_and_a_rule_only_where_none_does()
    {
        _written.Add(Ada, Line(10));
        _written.AddRange([Ada, Bob], Line(11));
        _written.AddHit(Bob, At with { Line = 20 });
        _written.AddHit(Carol, At with { Line = 20 });
        Assert.Equal([Declared(10), Declared(11), new Cause.Filtered(At with { Line = 20 })], new[] { Ada, Bob, Carol }.Select(_written.CauseOf));
        Assert.Equal([Ada, Bob, Carol], _written.ToSet().Ends.ToArray());
    }

    [Fact]
    public void Any_line_of_an_end_may_give_the_reason()
    {
        _written.Add(Ada, Line(10));
        _written.Add(Ada, Line(11, "CHG-1"));
        _written.Add(Bob, Line(12));
        Assert.Equal((true, false), (_written.IsReasoned(Ada), _written.IsReasoned(Bob)));
    }

    [Fact]
    public void The_next_list_knows_nothing_of_the_one_before()
    {
        _written.Add(Ada, Line(10, "CHG-1"));
        _written.Add(Bob, Line(11));
        Assert.Equal(Declared(11), _written.CauseOf(Bob));
        _written.Clear();
        _written.Add(Bob, Line(30));
        _written.AddHit(Ada, At with { Line = 40 });
        Assert.Equal((Declared(30), new Cause.Filtered(At with { Line = 40 })), (_written.CauseOf(Bob), _written.CauseOf(Ada)));
        Assert.Equal((false, 2), (_written.IsReasoned(Ada), _written.ToSet().Ends.Length));
    }
}
