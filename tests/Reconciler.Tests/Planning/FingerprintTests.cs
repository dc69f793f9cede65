using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>When what is declared of an object counts as the same as at the last apply.</summary>
public sealed class FingerprintTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private static DeclaredResource Ada(params (string, AttributeValue)[] cells) => User("ada", cells);

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static DeclaredReference Bob(LinkTerms? terms = null, string key = "bob") => new(new Reference.ByKey(new ResourceKey(Kind.User, key)), At, terms);

    private static DeclaredResource Staff(LinkMode mode, params DeclaredReference[] ends) =>
        Group("staff") with { Links = [new DeclaredLinks("members", mode, At) { Ends = [.. ends] }] };

    [Fact]
    public void Each_thing_that_is_written_makes_it_another()
    {
        var line = new DatedLine(Day, At);
        var filter = FilterParser.Parse("department eq \"Sales\"").Filter ?? throw new InvalidOperationException();
        DeclaredResource[] all =
        [
            Ada(),
            Ada(("department", Text("Sales"))),
            Ada(("department", Text("Legal"))),
            Ada(("jobTitle", Text("Sales"))),
            Ada(("department", AttributeValue.None)),
            Ada(("department", AttributeValue.OfTexts(["a", "b"]))),
            Ada(("department", AttributeValue.OfTexts(["ab"]))),
            Ada(("department", AttributeValue.OfTable([new("a", "b")]))),
            Ada(("department", AttributeValue.OfTable([new("ab", "c")]))),
            Ada(("department", AttributeValue.OfTable([new("a", "c"), new("b", "c")]))),
            Ada(("department", new AttributeValue.Secret("1"))),
            Ada(("department", new AttributeValue.Pending("1", new ResourceKey(Kind.User, "x")))),
            Ada(("department", new AttributeValue.Generated("1"))),
            Ada(("department", Text("1"))),
            Ada() with { Left = line },
            Ada() with { Employment = new Employment(line, null, 0, At) },
            Ada() with { Employment = new Employment(null, line, 0, At) },
            Ada() with { Employment = new Employment(line, null, 14, At) },
            Ada() with { Left = new DatedLine(Day.AddDays(1), At) },
            Staff(LinkMode.Exclusive),
            Staff(LinkMode.Additive),
            Staff(LinkMode.Exclusive, Bob()),
            Staff(LinkMode.Exclusive, Bob(key: "carol")),
            Staff(LinkMode.Exclusive, Bob(new LinkTerms(Day))),
            Staff(LinkMode.Exclusive, Bob(new LinkTerms(Role: "User"))),
            Staff(LinkMode.Exclusive, Bob(new LinkTerms { Expand = true })),
            Staff(LinkMode.Exclusive, new DeclaredReference(new Reference.ById(Kind.User, new RemoteId("bob")), At)),
            Staff(LinkMode.Exclusive, new DeclaredReference(new Reference.ById(Kind.User, new RemoteId("carol")), At)),
            Staff(LinkMode.Exclusive, new DeclaredReference(new Reference.ByAttribute(Kind.User, "mail", "bob"), At)),
            Staff(LinkMode.Exclusive, new DeclaredReference(new Reference.ByAttribute(Kind.User, "employeeId", "bob"), At)),
            Staff(LinkMode.Exclusive, new DeclaredReference(new Reference.ByKey(new ResourceKey(Kind.Group, "bob")), At)),
            Group("staff") with { Links = [new DeclaredLinks("owners", LinkMode.Exclusive, At)] },
            Group("staff") with { Links = [new DeclaredLinks("members", LinkMode.Exclusive, At) { Where = new DeclaredFilter(filter, At) }] },
        ];
        var prints = all.Select(Fingerprints.Of).ToArray();
        Assert.Equal([], Enumerable.Range(0, all.Length).Where(i => Array.IndexOf(prints, prints[i]) < i));
        Assert.All(prints, p => Assert.Matches("^[0-9a-f]{16}$", p));
    }

    [Fact]
    public void Where_it_stands_in_what_order_and_why_says_nothing()
    {
        var elsewhere = At with { Line = 90 };
        Assert.Equal(Fingerprints.Of(Ada(("department", Text("Sales")), ("jobTitle", Text("Clerk")))),
            Fingerprints.Of(Ada(("jobTitle", Text("Clerk")), ("department", Text("Sales"))) with { Span = elsewhere }));
        Assert.Equal(Fingerprints.Of(Staff(LinkMode.Exclusive, Bob(), Bob(key: "carol"))),
            Fingerprints.Of(Staff(LinkMode.Exclusive, Bob(new LinkTerms(Reason: "asked for"), "CAROL") with { Span = elsewhere }, Bob())));
    }

    [Fact]
    public void Values_are_told_apart_by_their_names_and_by_what_they_are()
    {
        (string, AttributeValue)[][] all =
        [
            [], [("title", Text("Clerk"))], [("title", Text("Lead"))], [("nickName", Text("Clerk"))], [("title", AttributeValue.None)],
            [("title", Text("Clerk")), ("nickName", Text("Clerk"))],
        ];
        Assert.Equal(all.Length, all.Select(Fingerprints.Of).Distinct().Count());
        Assert.Equal(Fingerprints.Of([("a", Text("1")), ("b", Text("2"))]), Fingerprints.Of([("b", Text("2")), ("a", Text("1"))]));
    }

    [Fact]
    public void A_day_is_a_day_and_not_one_of_another_month()
    {
        DeclaredResource On(int month, int day) => Ada() with { Left = new DatedLine(new DateOnly(2026, month, day), At) };
        Assert.NotEqual(Fingerprints.Of(On(1, 11)), Fingerprints.Of(On(11, 1)));
    }

    [Fact]
    public void Only_what_is_declared_has_one()
    {
        var of = Fingerprints.Of(new Tests.Estates.World().Model(Ada()));
        Assert.Equal(Fingerprints.Of(Ada()), of(new ResourceKey(Kind.User, "ada")));
        Assert.Null(of(new ResourceKey(Kind.User, "bob")));
    }
}
