using System.Text.Json;
using Reconciler.Core.Model;
using Reconciler.Core.Reporting.Explaining;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Reporting.Explaining;

/// <summary>Why a person has the access and the values that they have, as a reader sees it.</summary>
public sealed class PersonTests
{
    private const string Number = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";

    private readonly Wonders _wonders = new();

    [Theory]
    [InlineData(80, false)]
    [InlineData(140, false)]
    [InlineData(140, true)]
    public void Assigned_through_a_group_with_an_update(int width, bool full)
    {
        WithAda();
        var text = PersonText.Render(Why("ada.lovelace", "wiki"), width, full).ToPlain();
        Golden.Matches($"why.update.{(full ? "full" : width)}.txt", text);
        Assert.All(text.Split('\n'), l => Assert.True(DisplayWidth.Of(l) <= width, l));
    }

    [Fact]
    public void In_all_applications()
    {
        WithAda();
        Matches("why.everywhere.txt", Why("ada.lovelace"));
    }

    [Fact]
    public void In_a_nested_group_only() => Matches("why.nested.txt", Why("hedy.lamarr"));

    [Fact]
    public void Out_of_scope()
    {
        Wonders.Account(_wonders.Wiki, "alan.turing@contoso.com", _wonders.Alan, ("displayName", "Alan Turing"));
        Matches("why.outOfScope.txt", Why("alan.turing", "wiki"));
    }

    [Fact]
    public void A_new_person() => Matches("why.new.txt", Why("mary.shelley"));

    [Fact]
    public void In_conflict_in_the_directory() => Matches("why.conflict.txt", Why("john.smith"));

    [Fact]
    public void In_conflict_over_an_account()
    {
        Wonders.Account(_wonders.Wiki, "ada.lovelace@contoso.com", _wonders.Grace, ("displayName", "ada.lovelace@contoso.com"));
        Matches("why.accountConflict.txt", Why("ada.lovelace", "wiki"));
    }

    [Fact]
    public void Left()
    {
        Wonders.Account(_wonders.Wiki, "grace.hopper@contoso.com", _wonders.Grace, ("displayName", "Grace Hopper"));
        Wonders.Account(_wonders.Crm, "grace.hopper@contoso.com", null, ("displayName", "Grace Hopper"));
        Matches("why.left.txt", Why("grace.hopper"));
    }

    [Fact]
    public void Live_and_not_declared() => Matches("why.undeclared.txt", Why("ida.rhodes@contoso.com"));

    [Fact]
    public void An_application_that_does_not_answer_shows_access_all_the_same()
    {
        _wonders.IsWikiReached = false;
        var wiki = Assert.Single(Why("ada.lovelace", "wiki").Applications);
        Assert.True(wiki.Scope.HasAccess);
        Assert.Equal("its accounts were not read: 503 three times in 20 s", wiki.Ends);
        Assert.Null(wiki.Match);
    }

    [Fact]
    public void What_is_redacted_stands_nowhere()
    {
        Wonders.Account(_wonders.Wiki, "ada.lovelace@contoso.com", _wonders.Ada, (Number, "99-of-before"));
        var why = Why("ada.lovelace", "wiki");
        var action = Assert.Single(why.Applications).Action;
        Assert.NotNull(action);
        Assert.Equal("[Redact]", Assert.Single(action.Values, v => v.Attribute == Number).After);
        Assert.DoesNotContain("99-of-before", ExplanationJson.Write(why));
        Assert.DoesNotContain(action.Values, v => v.Parts.Any(p => p.Gives.Contains("00012", StringComparison.Ordinal)));
        Assert.DoesNotContain("99-of-before", PersonText.Render(why, 140, full: true).ToPlain());
    }

    [Fact]
    public void The_steps_of_a_narrowed_plan_are_those_of_the_whole()
    {
        WithAda();
        var whole = ExplanationJson.Write(Why("ada.lovelace"));
        var narrowed = PersonSteps.Of(_wonders.Plan(new ResourceKey(Kind.User, "ada.lovelace")), "ada.lovelace");
        Assert.NotNull(narrowed);
        Assert.Equal(whole, ExplanationJson.Write(narrowed));
    }

    [Fact]
    public void An_unknown_key_is_told_with_the_name_that_was_meant()
    {
        var run = _wonders.Plan();
        Assert.Null(PersonSteps.Of(run, "ada.lovelase"));
        Assert.Equal("ada.lovelace", PersonSteps.Meant(run, "ada.lovelase"));
        Assert.Equal("ida.rhodes@contoso.com", PersonSteps.Meant(run, "ida.rodes@contoso.com"));
    }

    [Fact]
    public void A_person_is_found_by_address_and_by_id_too()
    {
        var run = _wonders.Plan();
        Assert.Equal("ada.lovelace", PersonSteps.Of(run, "ADA.lovelace@contoso.com")?.Name);
        Assert.Equal("ada.lovelace", PersonSteps.Of(run, _wonders.Ada.Id)?.Name);
    }

    [Fact]
    public void What_is_only_observed_is_not_sent()
    {
        WithAda();
        _wonders.Model = _wonders.Model with { Applications = [.. _wonders.Model.Applications.Select(a => a with { Enforce = Enforcement.Observe })] };
        var wiki = Assert.Single(Why("ada.lovelace", "wiki").Applications);
        Assert.True(wiki.Action?.Observed);
        Assert.Empty(wiki.Result?.Requests ?? []);
        Assert.NotNull(wiki.Result?.Nothing);
    }

    [Fact]
    public void The_lines_of_somebody_who_is_disabled_are_without_effect()
    {
        var ada = new ResourceKey(Kind.User, "ada.lovelace");
        _wonders.Model = _wonders.Model with
        {
            Resources = [.. _wonders.Model.Resources.Select(r => r.Key == ada ? r with { Cells = r.Cells.Add(new DeclaredCell("accountEnabled", AttributeValue.Of(false), r.Span)) } : r)],
        };
        var scope = Assert.Single(Why("ada.lovelace", "wiki").Applications).Scope;
        Assert.Equal((false, "disabled in the directory"), (scope.HasAccess, scope.Because));
        Assert.NotEmpty(scope.Ways);
        Assert.All(scope.Ways, w => Assert.Equal("inert", w.State));
    }

    [Fact]
    public void Who_is_not_here_yet_waits_with_the_lines_that_are_written()
    {
        var mary = new ResourceKey(Kind.User, "mary.shelley");
        var starts = new Employment(new DatedLine(new DateOnly(2027, 1, 4), new Core.Diagnostics.SourceSpan("people.yaml", 20, 5, 6)), null, 14, Core.Diagnostics.SourceSpan.None);
        _wonders.Model = _wonders.Model with { Resources = [.. _wonders.Model.Resources.Select(r => r.Key == mary ? r with { Employment = starts } : r)] };
        Matches("why.notYet.txt", Why("mary.shelley", "wiki"));
    }

    [Fact]
    public void A_block_of_Markdown_cannot_be_closed_by_a_value()
    {
        WithAda();
        Wonders.Account(_wonders.Crm, "ada.lovelace@contoso.com", _wonders.Ada, ("displayName", "```` Ada"));
        var text = PersonMarkdown.Render(Why("ada.lovelace"));
        Assert.Contains("\n`````text\n", text);
        Assert.EndsWith("`````\n\n</details>\n", text);
    }

    [Fact]
    public void The_document_says_its_schema()
    {
        WithAda();
        using var json = JsonDocument.Parse(ExplanationJson.Write(Why("ada.lovelace")));
        Assert.Equal(PersonExplanation.CurrentSchema, json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("applications").GetArrayLength());
    }

    private void WithAda() => Wonders.Account(_wonders.Wiki, "ada.lovelace@contoso.com", _wonders.Ada,
        ("displayName", "Ada Lovelace"), ("title", "Analyst"), ("nickName", "countess"), ("userType", "Employee"));

    private PersonExplanation Why(string key, string? application = null) =>
        PersonSteps.Of(_wonders.Plan(), key, application) ?? throw new InvalidOperationException($"{key} is not known");

    private static void Matches(string golden, PersonExplanation why) => Golden.Matches(golden, PersonText.Render(why, 100).ToPlain());
}
