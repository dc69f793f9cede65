using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What a change does to people, which is what guards count, and when a list is emptied.</summary>
public sealed class EffectTests
{
    private readonly World _world = new();

    private static AttributeValue Open { get; } = AttributeValue.Of(true);

    private static AttributeValue Closed { get; } = AttributeValue.Of(false);

    private Entry Of(params DeclaredResource[] resources) => _world.Plan(resources).Entries.Single(e => e.Name == "ada");

    [Fact]
    public void Closing_an_account_by_its_line_disables_and_was_not_announced()
    {
        _world.Apply(Person("ada"));
        Assert.Equal(Effects.Disabled, Of(Person("ada", ("accountEnabled", Closed))).Effects);
        Assert.Equal(Effects.Disabled | Effects.Updated, Of(Person("ada", ("accountEnabled", Closed), ("department", AttributeValue.Of("Sales")))).Effects);
    }

    [Fact]
    public void Closing_an_account_by_a_date_was_announced()
    {
        _world.Apply(Person("ada"));
        var later = Person("ada") with { Employment = new Employment(new DatedLine(_world.Day.AddDays(7), At), null, 14, At) };
        Assert.Equal(Effects.Disabled | Effects.Announced, Of(later).Effects);
    }

    [Fact]
    public void Opening_an_account_enables_and_announces_nothing()
    {
        var starts = _world.Day.AddDays(7);
        var ada = Person("ada") with { Employment = new Employment(new DatedLine(starts, At), null, 14, At) };
        _world.Apply(ada);
        _world.Day = starts;
        Assert.Equal(Effects.Enabled, Of(ada).Effects);
    }

    [Fact]
    public void A_first_value_changes_no_identifier_and_another_does()
    {
        _world.Apply(Person("ada"));
        Assert.Equal(Effects.Updated, Of(Person("ada", ("mail", AttributeValue.Of("ada@contoso.com")))).Effects);
        _world.Apply(Person("ada", ("mail", AttributeValue.Of("ada@contoso.com"))));
        Assert.Equal(Effects.Updated | Effects.IdentifierChanged, Of(Person("ada", ("mail", AttributeValue.Of("lovelace@contoso.com")))).Effects);
    }

    [Theory]
    [InlineData(3, 0, 0, 0, 0, true)]
    [InlineData(0, 0, 0, 0, 0, false)]
    [InlineData(3, 1, 0, 0, 0, false)]
    [InlineData(3, 0, 1, 0, 0, false)]
    [InlineData(3, 0, 0, 1, 0, false)]
    [InlineData(3, 0, 0, 0, 1, false)]
    [InlineData(3, 1, 1, 0, 0, false)]
    [InlineData(3, 0, 1, 1, 0, false)]
    [InlineData(3, 0, 0, 1, 1, false)]
    public void A_list_is_emptied_when_it_had_ends_and_none_stays_is_kept_withheld_or_comes(int before, int stays, int kept, int withheld, int adds, bool empties)
    {
        var members = EstateSchema.Schema[Kind.Group].FindLink("members") ?? throw new InvalidOperationException();
        var change = new LinkChange(members, [.. Enumerable.Range(0, adds).Select(i => new LinkEdit(new Handle(i), new Cause.Declared(At)))], [], stays)
        {
            Before = before,
            Kept = kept,
            Withheld = withheld,
        };
        Assert.Equal(empties, change.Empties);
    }
}
