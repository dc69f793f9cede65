using System.Diagnostics;
using System.Text;
using Reconciler.Core.Mapping;
using Reconciler.Tests.Manifests.Grammar;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Mapping;

public sealed class MappingReadingTests
{
    [Fact]
    public void The_samples_of_the_language_read_as_their_golden_says() =>
        Testing.Golden.Matches("language.txt", string.Concat(Estate.Load(LanguageSamples.Whole).Model().Mappings.Select(MappingText.Of)));

    [Fact]
    public void Rows_of_the_base_hold_where_the_mapping_is_silent()
    {
        var model = Estate.LoadContent("""
            mappings:
              top:
                object: user
                extends: middle
                attributes:
                  displayName: mailNickname
                  EMAILS[type eq "work"].value: { source: mail, default: none@contoso.com }
              middle:
                object: user
                extends: entra-users
                attributes: { externalId: { source: objectId, match: 2 }, title: null, 'phoneNumbers[type eq "fax"].value': null }
                scope: [[{ attribute: department, operator: EQUALS, value: Engineering }]]
              open: { object: user, extends: middle, attributes: {}, scope: [] }
            """).Model();

        var (middle, open, top) = (model.Mappings[0], model.Mappings[1], model.Mappings[2]);
        Assert.Equal((20, 20, 20), (middle.Attributes.Length, open.Attributes.Length, top.Attributes.Length));
        Assert.Equal("[objectId]", top.Attributes.Single(a => a.Target.Is("externalId")).Source.ToString());
        Assert.Equal("[mailNickname]", top.Attributes.Single(a => a.Target.Is("displayName")).Source.ToString());
        Assert.Equal("none@contoso.com", top.Attributes.Single(a => a.Target.Plain == "EMAILS.value").Default);
        Assert.Equal(["userName", "externalId"], top.Matches.Select(m => m.Target.ToString()));
        Assert.Equal(("department EQUALS 'Engineering'", ""), (top.Scope.ToString(), open.Scope.ToString()));
    }

    [Fact]
    public void A_mapping_may_take_the_place_of_a_built_in_one_and_extend_it()
    {
        var model = Estate.LoadContent("""
            mappings:
              Entra-Users: { object: user, extends: entra-users, attributes: { externalId: { source: objectId, match: 2 } } }
              mine: { object: user, extends: entra-users, attributes: { title: null } }
            """).Model();

        Assert.Equal((22, 21), (model.Mappings[0].Attributes.Length, model.Mappings[1].Attributes.Length));
        Assert.Equal(2, model.Mappings[1].Matches.Count());
    }

    [Fact]
    public void The_order_of_rows_means_nothing()
    {
        string Read(string rows) => MappingText.Of(Estate.LoadContent($"mappings: {{ m: {{ object: user, attributes: {{ {rows} }} }} }}").Model().Mappings[0]).Split(" at ")[0];
        Assert.Equal(Read("userName: mail, displayName: mail"), Read("displayName: mail, userName: mail"));
    }

    [Fact]
    public void References_wait_for_the_second_pass()
    {
        var mapping = Estate.LoadContent($"mappings: {{ m: {{ object: user, attributes: {{ manager: manager, title: jobTitle }} }} }}").Model().Mappings[0];
        Assert.Equal(["manager"], mapping.Attributes.Where(a => a.IsReference).Select(a => a.Target.ToString()));
    }

    [Fact]
    public void However_many_extend_each_other_nothing_overflows()
    {
        var content = new StringBuilder("mappings:\n  m0: { object: user, attributes: { userName: mail } }\n");
        for (var i = 1; i < 20_000; i++)
            content.Append($"  m{i}: {{ object: user, extends: m{i - 1}, attributes: {{}} }}\n");
        var text = content.ToString();

        Assert.All(Estate.LoadContent(text).Model().Mappings, m => Assert.Single(m.Attributes));
        var circle = Estate.LoadContent(text.Replace("m0: { object: user,", "m0: { object: user, extends: m19999,"));
        Assert.Equal(["RC277"], circle.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void A_long_expression_overflows_nothing()
    {
        var text = string.Join('&', Enumerable.Repeat("[a]", 2_400).Append("[mail]"));
        var result = Estate.LoadContent($"mappings: {{ m: {{ object: user, attributes: {{ title: {{ expression: '{text}' }} }} }} }}");
        Assert.Equal(2_399, Assert.Single(result.Diagnostics).Also.Length);
    }

    [Fact]
    public void What_cannot_be_read_is_not_missed()
    {
        var result = Estate.Load(
            ("reconciler.yaml", $"{Estate.Control}\napplications: {{ a: {{ enforce: full, scim: {{ baseUrl: 'https://a.example', auth: {{ type: bearer, token: env:RECONCILER_T }}, users: {{ mapping: m }} }} }} }}\n"),
            ("a.yaml", "version: 1\nmappings: { m: { object: user, attributes: { userName: { source: nothing, match: 1 } } } }"));
        Assert.Equal(["RC263"], result.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Fifty_mappings_are_judged_at_once()
    {
        var content = new StringBuilder("mappings:\n");
        for (var i = 0; i < 50; i++)
        {
            content.Append($"  m{i}:\n    object: user\n    extends: {(i == 0 ? "entra-users" : $"m{i - 1}")}\n    attributes:\n      externalId: {{ source: objectId, match: 2 }}\n");
            for (var row = 0; row < 20; row++)
                content.Append($"      urn:x:2.0:User:a{row}: {{ expression: 'Switch([department], Join(\"-\", [city], ToLower([mail])), \"A\", \"1\", \"B\", Mid([displayName], 1, {row + 1}))' }}\n");
        }

        var text = content.ToString();
        Estate.LoadContent(text).Model();
        var watch = Stopwatch.StartNew();
        Assert.Equal(50, Estate.LoadContent(text).Model().Mappings.Length);
        // About 20 ms; a bound that only a wrong order of growth breaks, on however slow a machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }
}
