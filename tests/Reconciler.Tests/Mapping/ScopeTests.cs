using System.Text.Json;
using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

public sealed class ScopeTests
{
    [SharedFact]
    public void Every_documented_scoping_filter_holds_as_documented()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFactAttribute.Folder ?? "", "vectors", "scoping-filter-vectors.json")));
        foreach (var vector in document.RootElement.EnumerateArray())
        {
            var scope = new MappingScope([.. vector.GetProperty("filters").EnumerateArray()
                .Select(f => f.GetProperty("clauses").EnumerateArray().Select(c => Clause([.. c.EnumerateArray().Select(w => w.GetString() ?? "")])))
                .Select(c => System.Collections.Immutable.ImmutableArray.CreateRange(c))]);
            var source = vector.GetProperty("source");
            var expected = vector.GetProperty("expect").GetBoolean();
            // One page implies that a pattern matches the whole value. We find it anywhere, as .NET does, and warn where it has an open end.
            if (vector.TryGetProperty("kind", out var kind) && kind.GetString() == "ambiguous")
                expected = !expected;
            Assert.True(expected == scope.Holds(name => Value(source, name)), vector.GetRawText());
        }
    }

    [Fact]
    public void An_empty_value_keeps_no_clause_but_one()
    {
        foreach (var word in ScopeOperators.All)
        {
            var means = Find(word);
            var value = !means.TakesValue() ? null : means.TakesWhole() ? "1" : "x";
            var (clause, _) = ScopeClause.Create("a", means, value);
            Assert.Equal((word == "IS NULL", word == "IS NULL"), (clause?.Holds(null), clause?.Holds("")));
        }
    }

    [Theory]
    [InlineData("EQUALS", "NY", "NY", true)]
    [InlineData("EQUALS", "NY", "ny", false)]
    [InlineData("NOT EQUALS", "NY", "ny", true)]
    [InlineData("IS TRUE", null, "True", true)]
    [InlineData("IS TRUE", null, "False", false)]
    [InlineData("IS FALSE", null, "False", true)]
    [InlineData("IS NULL", null, "x", false)]
    [InlineData("IS NOT NULL", null, "x", true)]
    [InlineData("REGEX MATCH", "^[1-9][0-9]$", "42", true)]
    [InlineData("REGEX MATCH", "^[1-9][0-9]$", "142", false)]
    [InlineData("REGEX MATCH", "a", "bab", true)]
    [InlineData("REGEX MATCH", "a", "A", false)]
    [InlineData("NOT REGEX MATCH", "a", "bcd", true)]
    [InlineData("GREATER_THAN", "10", "11", true)]
    [InlineData("GREATER_THAN", "10", "9", false)]
    [InlineData("GREATER_THAN", "10", "ten", false)]
    [InlineData("GREATER_THAN", "10", "99999999999999999999999999", true)]
    [InlineData("GREATER_THAN_OR_EQUALS", "10", "10", true)]
    [InlineData("INCLUDES", "Eng", "Software Engineer", true)]
    [InlineData("INCLUDES", "eng", "Software Engineer", false)]
    [InlineData("ENDS_WITH", "@contoso.com", "a@contoso.com", true)]
    [InlineData("ENDS_WITH", "@contoso.com", "a@contoso.com.au", false)]
    [InlineData("&", "Sales, Marketing", "Sales", true)]
    [InlineData("&", "Sales, Marketing", "HR", false)]
    [InlineData("!&", "Sales, Marketing", "HR", true)]
    public void A_clause_compares(string word, string? value, string actual, bool holds) =>
        Assert.Equal(holds, ScopeClause.Create("a", Find(word), value).Clause?.Holds(actual));

    [Theory]
    [InlineData("EQUALS", null, ScopeValueFault.Missing)]
    [InlineData("IS TRUE", "True", ScopeValueFault.Unwanted)]
    [InlineData("GREATER_THAN", "1.5", ScopeValueFault.NoWhole)]
    [InlineData("REGEX MATCH", "(", ScopeValueFault.NoPattern)]
    [InlineData("REGEX MATCH", "(?=a)", ScopeValueFault.NoPattern)]
    [InlineData("REGEX MATCH", "(a)\\1", ScopeValueFault.NoPattern)]
    public void What_cannot_be_evaluated_cannot_be_made(string word, string? value, ScopeValueFault fault) =>
        Assert.Equal((null, fault), ScopeClause.Create("a", Find(word), value));

    [Fact]
    public void Any_item_may_hold_and_all_clauses_of_it()
    {
        var scope = new MappingScope([[Clause("state", "EQUALS", "NY"), Clause("department", "EQUALS", "HR")], [Clause("title", "IS NOT NULL")]]);

        Assert.False(scope.Holds(name => name == "state" ? "NY" : null));
        Assert.True(scope.Holds(name => name == "state" ? "NY" : name == "department" ? "HR" : null));
        Assert.True(scope.Holds(name => name == "title" ? "x" : null));
        Assert.Equal("state EQUALS 'NY' and department EQUALS 'HR' or title IS NOT NULL", scope.ToString());
        Assert.True(MappingScope.Everyone.Holds(_ => null));
    }

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        var clause = Clause("a", "REGEX MATCH", "^(a+)+$");
        Assert.False(clause.Holds(new string('a', 50_000) + "b"));
    }

    private static ScopeOperator Find(string word) => ScopeOperators.Find(word) ?? throw new FormatException(word);

    private static ScopeClause Clause(params string[] words) =>
        ScopeClause.Create(words[0], Find(words[1]), words.Length > 2 ? words[2] : null).Clause ?? throw new FormatException(string.Join(' ', words));

    private static string? Value(JsonElement source, string name) => !source.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        _ => value.GetString(),
    };
}
