using System.Collections.Frozen;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Mapping;

/// <summary>How a scoping clause compares.</summary>
public enum ScopeOperator
{
    Equals,
    NotEquals,
    IsTrue,
    IsFalse,
    IsNull,
    IsNotNull,
    RegexMatch,
    NotRegexMatch,
    GreaterThan,
    GreaterThanOrEquals,
    Includes,
    EndsWith,

    /// <summary><c>&amp;</c>: the attribute occurs in the operand.</summary>
    Within,

    /// <summary><c>!&amp;</c>: the attribute does not occur in the operand.</summary>
    NotWithin,
}

/// <summary>The operators by the words that Entra writes.</summary>
public static class ScopeOperators
{
    private static readonly FrozenDictionary<string, ScopeOperator> ByWord = new Dictionary<string, ScopeOperator>(StringComparer.Ordinal)
    {
        ["EQUALS"] = ScopeOperator.Equals,
        ["NOT EQUALS"] = ScopeOperator.NotEquals,
        ["IS TRUE"] = ScopeOperator.IsTrue,
        ["IS FALSE"] = ScopeOperator.IsFalse,
        ["IS NULL"] = ScopeOperator.IsNull,
        ["IS NOT NULL"] = ScopeOperator.IsNotNull,
        ["REGEX MATCH"] = ScopeOperator.RegexMatch,
        ["NOT REGEX MATCH"] = ScopeOperator.NotRegexMatch,
        ["GREATER_THAN"] = ScopeOperator.GreaterThan,
        ["GREATER_THAN_OR_EQUALS"] = ScopeOperator.GreaterThanOrEquals,
        ["INCLUDES"] = ScopeOperator.Includes,
        ["ENDS_WITH"] = ScopeOperator.EndsWith,
        ["&"] = ScopeOperator.Within,
        ["!&"] = ScopeOperator.NotWithin,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<ScopeOperator, string> Words = ByWord.ToFrozenDictionary(p => p.Value, p => p.Key);

    public static IEnumerable<string> All => ByWord.Keys;

    public static ScopeOperator? Find(string word) => ByWord.TryGetValue(word, out var found) ? found : null;

    public static string Word(this ScopeOperator scopeOperator) => Words[scopeOperator];

    /// <summary>It needs a value to compare with; the others take none.</summary>
    public static bool TakesValue(this ScopeOperator scopeOperator) =>
        scopeOperator is not (ScopeOperator.IsTrue or ScopeOperator.IsFalse or ScopeOperator.IsNull or ScopeOperator.IsNotNull);

    public static bool TakesPattern(this ScopeOperator scopeOperator) => scopeOperator is ScopeOperator.RegexMatch or ScopeOperator.NotRegexMatch;

    public static bool TakesWhole(this ScopeOperator scopeOperator) => scopeOperator is ScopeOperator.GreaterThan or ScopeOperator.GreaterThanOrEquals;
}

/// <summary>What is wrong with the value of a scoping clause.</summary>
public enum ScopeValueFault
{
    None,
    Missing,
    Unwanted,
    NoWhole,
    NoPattern,
}

/// <summary>One condition on one source attribute. What cannot be evaluated cannot be made.</summary>
public sealed record ScopeClause
{
    private readonly Regex? pattern;
    private readonly BigInteger whole;

    private ScopeClause(string attribute, ScopeOperator scopeOperator, string? value, Regex? pattern, BigInteger whole) =>
        (Attribute, Operator, Value, this.pattern, this.whole) = (attribute, scopeOperator, value, pattern, whole);

    public string Attribute { get; }

    public ScopeOperator Operator { get; }

    /// <summary>What is compared with; null for operators that take none.</summary>
    public string? Value { get; }

    /// <summary>
    /// The clause, or why its value does not fit the operator. A pattern is a .NET regular expression without look-around and back-references,
    /// so that no value can make it slow.
    /// </summary>
    public static (ScopeClause? Clause, ScopeValueFault Fault) Create(string attribute, ScopeOperator scopeOperator, string? value)
    {
        if (!scopeOperator.TakesValue())
            return value is null ? (new(attribute, scopeOperator, null, null, default), ScopeValueFault.None) : (null, ScopeValueFault.Unwanted);
        if (value is null)
            return (null, ScopeValueFault.Missing);
        BigInteger number = default;
        if (scopeOperator.TakesWhole() && !TryReadWhole(value, out number))
            return (null, ScopeValueFault.NoWhole);
        Regex? compiled = null;
        if (scopeOperator.TakesPattern() && !TryCompile(value, out compiled))
            return (null, ScopeValueFault.NoPattern);
        return (new(attribute, scopeOperator, value, compiled, number), ScopeValueFault.None);
    }

    /// <summary>Whether the attribute's value keeps the condition. An empty one keeps none but IS NULL, not even a negated one.</summary>
    public bool Holds(string? actual)
    {
        if (string.IsNullOrEmpty(actual))
            return Operator is ScopeOperator.IsNull;
        var operand = Value ?? "";
        return Operator switch
        {
            ScopeOperator.Equals => string.Equals(actual, operand, StringComparison.Ordinal),
            ScopeOperator.NotEquals => !string.Equals(actual, operand, StringComparison.Ordinal),
            ScopeOperator.IsTrue => actual.Equals("True", StringComparison.OrdinalIgnoreCase),
            ScopeOperator.IsFalse => actual.Equals("False", StringComparison.OrdinalIgnoreCase),
            ScopeOperator.IsNull => false,
            ScopeOperator.IsNotNull => true,
            ScopeOperator.RegexMatch => pattern?.IsMatch(actual) is true,
            ScopeOperator.NotRegexMatch => pattern?.IsMatch(actual) is false,
            ScopeOperator.GreaterThan => TryReadWhole(actual, out var number) && number > whole,
            ScopeOperator.GreaterThanOrEquals => TryReadWhole(actual, out var number) && number >= whole,
            ScopeOperator.Includes => actual.Contains(operand, StringComparison.Ordinal),
            ScopeOperator.EndsWith => actual.EndsWith(operand, StringComparison.Ordinal),
            ScopeOperator.Within => operand.Contains(actual, StringComparison.Ordinal),
            ScopeOperator.NotWithin => !operand.Contains(actual, StringComparison.Ordinal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>As Entra's provisioning log writes a clause.</summary>
    public override string ToString() => Value is null ? $"{Attribute} {Operator.Word()}" : $"{Attribute} {Operator.Word()} '{Value}'";

    public bool Equals(ScopeClause? other) =>
        other is not null && Attribute == other.Attribute && Operator == other.Operator && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Attribute, Operator, Value);

    private static bool TryReadWhole(string text, out BigInteger number) =>
        BigInteger.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out number);

    private static bool TryCompile(string text, out Regex? pattern)
    {
        try
        {
            pattern = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            pattern = null;
            return false;
        }
    }
}
