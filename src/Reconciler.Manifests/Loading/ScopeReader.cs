using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads who takes part in a mapping.</summary>
internal sealed class ScopeReader(Kind kind, MappingFindings findings)
{
    public MappingScope Read(Node scope)
    {
        var items = ImmutableArray.CreateBuilder<ImmutableArray<ScopeClause>>();
        foreach (var item in scope.Items)
        {
            var clauses = ImmutableArray.CreateBuilder<ScopeClause>();
            foreach (var clause in item.Items)
            {
                if (ReadClause(clause) is { } read)
                    clauses.Add(read);
            }

            items.Add(clauses.ToImmutable());
        }

        return new MappingScope(items.ToImmutable());
    }

    private ScopeClause? ReadClause(Node node)
    {
        if (node.Find("attribute")?.Written() is not { } attribute || node.Find("operator")?.Written() is not { } word || ScopeOperators.Find(word.Text) is not { } means)
            return null;
        var source = SourceCatalog.Of(kind).Find(attribute.Text);
        if (source is null)
            findings.UnknownSource(kind, attribute.Text, attribute.Span);
        else if (WhyNot(source) is { } why)
            findings.Add(MappingFaults.NotInScope(attribute, why));
        else if (means is ScopeOperator.IsTrue or ScopeOperator.IsFalse && source is { IsFlag: false, IsExtension: false })
            findings.Add(MappingFaults.NoFlag(word, attribute.Text));
        var value = node.Find("value")?.Written();
        var (clause, fault) = ScopeClause.Create(attribute.Text, means, value?.Text);
        Judge(fault, word, value);
        if (clause is not null && means.TakesPattern() && value is { } pattern && !IsAnchored(pattern.Text))
            findings.Add(MappingFaults.NotAnchored(pattern.Span));
        return clause;
    }

    // Whether somebody is soft-deleted follows from the scope, and cannot decide it.
    private static string? WhyNot(SourceAttribute source) =>
        source.Name == ExpressionCheck.Roles ? "a list of roles" : source.IsComputed ? "a result of the scope" : source.NotInScope;

    private void Judge(ScopeValueFault fault, Written word, Written? value)
    {
        var span = value?.Span ?? word.Span;
        switch (fault)
        {
            case ScopeValueFault.Missing:
                findings.Add(MappingFaults.ValueMissing(word));
                break;
            case ScopeValueFault.Unwanted:
                findings.Add(MappingFaults.ValueUnwanted(span, word.Text));
                break;
            case ScopeValueFault.NoWhole:
                findings.Add(MappingFaults.NoWhole(span, word.Text));
                break;
            case ScopeValueFault.NoPattern:
                findings.Add(MappingFaults.NoPattern(span));
                break;
        }
    }

    // `.*` at an end leaves that end open on purpose.
    private static bool IsAnchored(string pattern) =>
        (pattern.StartsWith('^') || pattern.StartsWith("\\A", StringComparison.Ordinal) || pattern.StartsWith(".*", StringComparison.Ordinal))
        && (pattern.EndsWith('$') || pattern.EndsWith("\\z", StringComparison.OrdinalIgnoreCase) || pattern.EndsWith(".*", StringComparison.Ordinal));
}
