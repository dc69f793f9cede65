using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Mapping;

namespace Reconciler.Benchmarks;

/// <summary>The default user mappings of a non-gallery application on distinct people: one core, expressions compiled once, names resolved to columns.</summary>
internal static class Mappings
{
    private static readonly string[] Expressions =
    [
        "[userPrincipalName]", """Switch([IsSoftDeleted], , "False", "True", "True", "False")""", "[displayName]", "[jobTitle]", "[mail]", "[preferredLanguage]",
        "[givenName]", "[surname]", """Join(" ", [givenName], [surname])""", "[physicalDeliveryOfficeName]", "[streetAddress]", "[city]", "[state]", "[postalCode]",
        "[country]", "[telephoneNumber]", "[mobile]", "[facsimileTelephoneNumber]", "[mailNickname]", "[employeeId]", "[department]", "[manager]",
    ];

    private static readonly string[] Columns = [.. Expressions.SelectMany(e => Compiled(e, null).Attributes).Select(a => a.Name).Distinct(StringComparer.Ordinal)];

    private static readonly EvaluationContext Context = new(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));

    public static int Run(int people)
    {
        var rows = new Rows(people, Columns.Length);
        var compiled = Expressions.Select(e => Compiled(e, n => Array.IndexOf(Columns, n))).ToArray();
        Evaluate(rows, compiled, Math.Min(people, 5_000));
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var length = Evaluate(rows, compiled, people);
        clock.Stop();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"mappings: {Expressions.Length} x {people:N0} people in {clock.Elapsed.TotalSeconds:F3} s on one core, {allocated:N0} bytes allocated, {length:N0} characters");

        var cached = Hash(rows, people, i => compiled[i]);
        // Each expression parsed and compiled anew for each person.
        var uncached = Hash(rows, people, i => Compiled(Expressions[i], n => Array.IndexOf(Columns, n)));
        Console.WriteLine($"hash {cached}, {(cached == uncached ? "equal to" : "NOT EQUAL TO")} that of an uncached run");
        return cached == uncached ? 0 : 1;
    }

    private static long Evaluate(Rows rows, CompiledExpression[] compiled, int people)
    {
        var length = 0L;
        for (rows.At = 0; rows.At < people; rows.At++)
        {
            foreach (var expression in compiled)
                length += expression.Evaluate(rows, Context).Value.AsText.Length;
        }

        return length;
    }

    private static string Hash(Rows rows, int people, Func<int, CompiledExpression> expression)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (rows.At = 0; rows.At < people; rows.At++)
        {
            for (var i = 0; i < Expressions.Length; i++)
                hash.AppendData(Encoding.UTF8.GetBytes(expression(i).Evaluate(rows, Context).Value + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static CompiledExpression Compiled(string text, Func<string, int>? slotOf) =>
        ExpressionParser.Parse(text) is { Root: { } root, Faults.IsEmpty: true } ? CompiledExpression.Of(root, slotOf) : throw new ArgumentException(text, nameof(text));

    private sealed class Rows : AttributeSource
    {
        private readonly MappingValue[] _values;
        private readonly int _width;

        public Rows(int people, int width)
        {
            _width = width;
            _values = new MappingValue[people * width];
            for (var i = 0; i < _values.Length; i++)
            {
                var name = Columns[i % width];
                // A few attributes are absent, and no two people are equal.
                _values[i] = name == "IsSoftDeleted" ? MappingValue.Of(i / width % 50 == 0 ? "True" : "False")
                    : i % 17 == 3 ? MappingValue.Null
                    : MappingValue.Of($"{name} {i / width}");
            }
        }

        public int At { get; set; }

        public override MappingValue Read(AttributeReference attribute) => _values[(At * _width) + attribute.Slot];
    }
}
