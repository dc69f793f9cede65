using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Mapping;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Manifests.Fuzz;
using Xunit.Abstractions;

namespace Reconciler.Tests.Mapping;

/// <summary>Texts from strangers: no expression makes the parser or an evaluation throw, hang, or take more than it may.</summary>
[Collection(nameof(Alone))]
public sealed class BudgetTests(ITestOutputHelper output)
{
    private static readonly string[] Pieces =
    [
        "[a]", "[list]", "[nothing]", "[long]", "\"x\"", "\"\"", "\"a\"", "1", "-1", "0", "3.5", "9223372036854775807", "&HF", "\"(.)*\"", "\"(a|b)+$\"", "\"(?=a)\"", "\"$_$_\"", "\"yyyy\"", "\"d\"",
        "\"2020-01-01\"", "vbTextCompare", "UTF8", "IgnoreAttributeFlow", "", " ", "\"n\"", "\"(?<n>.)\"", "\"tr\"",
    ];

    private static readonly AttributeSource Person = AttributeSource.Of(name => name switch
    {
        "a" => MappingValue.Of("Ada Lovelace"),
        "list" => MappingValue.List(["x", "", "y"]),
        "long" => MappingValue.Of(new string('a', 200_000)),
        "roles" => MappingValue.List(MappingValue.Complex(new KeyValuePair<string, MappingValue>("value", MappingValue.Of("A")))),
        _ => MappingValue.Null,
    });

    [Theory]
    [InlineData("Replace([long], \"a\", , , [long], , )")]
    [InlineData("Replace([long], , \"a\", , \"$_\", , )")]
    [InlineData("Join([long], [long], [long], [long], [long], [long], [long])")]
    [InlineData("ConvertToUTF8Hex(ConvertToUTF8Hex([long]))")]
    [InlineData("InStr([long], Append([long], \"b\"))")]
    public void A_bomb_is_an_error(string expression)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Run(expression);
        output.WriteLine($"{clock.Elapsed} {GC.GetAllocatedBytesForCurrentThread() - before:N0}");
        Assert.True(result.Error is { Kind: MappingErrorKind.Budget } || result.Value == MappingValue.Of(0L), result.Error?.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32L << 20);
    }

    [Theory]
    [InlineData("(a{1,500}){1,500}b")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)x")]
    [InlineData("((((((a*)*)*)*)*)*)*b")]
    [InlineData("(?:a?){300}a{300}")]
    public void A_nasty_pattern_ends(string pattern) => Check($"Replace([long], , \"{pattern}\", , \"\", , )");

    [Fact]
    public void A_pattern_that_runs_wild_is_an_error()
    {
        Assert.Equal(Flow.Value, Run("Replace([long], , \"(a+)+$\", , \"\", , )").Flow);
        Assert.Equal(MappingErrorKind.Pattern, Run("Replace(Append([long], \"b\"), , \"^(?=a)(a+)+$\", , \"\", , )").Error?.Kind);
    }

    [Fact]
    public void Any_composition_of_functions_ends_with_an_outcome()
    {
        var calls = Gen.Choose(0, int.MaxValue).ToArbitrary();
        var config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithRunner(new PropertyRunner(output));
        Prop.ForAll(calls, seed =>
        {
            var text = Compose(new Random(seed), 4);
            Check(text);
            return true;
        }).Check(config);
    }

    [Fact]
    public void Any_text_is_an_expression_or_faults_inside_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            Check(text ?? "");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithRunner(new PropertyRunner(output)));

    [Fact]
    public void Any_mutation_of_an_expression_is_survived() => new FuzzRun("expressions", inputs: 2000, share: 0.25).Check(
        [.. FunctionCatalog.All.Select(f => System.Text.Encoding.UTF8.GetBytes(f.Example.Expression))],
        (bytes, random) => Check(System.Text.Encoding.UTF8.GetString(bytes)));

    internal static string Compose(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
            return Pieces[random.Next(Pieces.Length)];
        if (random.Next(8) == 0)
            return $"{Compose(random, depth - 1)} {new[] { "=", "<>", "<", "&", ">=" }[random.Next(5)]} {Compose(random, depth - 1)}";
        var function = FunctionCatalog.All[random.Next(FunctionCatalog.All.Length)];
        var count = function.Required + random.Next(Math.Max(1, (function.Most ?? (function.Parameters.Length + 4)) - function.Required + 1));
        return $"{function.Name}({string.Join(", ", Enumerable.Range(0, count).Select(_ => Compose(random, depth - 1)))})";
    }

    private static void Check(string text)
    {
        var (root, faults) = ExpressionParser.Parse(text);
        Assert.True(root is not null || !faults.IsEmpty);
        Assert.All(faults, f => Assert.True(f.Offset >= 0 && f.Length >= 0 && f.Offset + f.Length <= Math.Max(text.Length, 1), $"{f} in {text.Length}"));
        if (root is null)
            return;
        var compiled = CompiledExpression.Of(root);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = compiled.Evaluate(Person, Evaluating.Context);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
        Assert.Equal(result.Flow == Flow.Error, result.Error is not null);
        Evaluating.Json(result);
        compiled.Explain(Person, Evaluating.Context);
    }

    private static FlowResult Run(string expression)
    {
        var (root, faults) = ExpressionParser.Parse(expression);
        Assert.Empty(faults);
        Assert.NotNull(root);
        return CompiledExpression.Of(root).Evaluate(Person, Evaluating.Context);
    }
}
