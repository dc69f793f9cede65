using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Turns what a mapping gives into changes of an account or a pushed group.</summary>
internal sealed class AccountValues(AccountContext context, ImmutableArray<ProjectedRow> rows, Model.ScimProfile.ResourcePart part)
{
    /// <summary>Why the object cannot be written at all: a row that fails, a required value that is missing, one that is too long. Null = it can.</summary>
    public PairingConflict? Fault(ImmutableArray<ProjectedValue> values, bool isNew)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var row = rows[i];
            var name = row.Schema.Name;
            if (values[i] is { Flow: Flow.Error, Error: { } error })
                return AccountConflicts.NotEvaluated(name, error.Message, row.Cause.Span.IsNone ? "the mapping" : row.Cause.Span.ToLine());
            var traits = part.Attribute(row.Row.Target.Plain);
            var value = isNew ? row.OnCreate(values[i]) : values[i].Value;
            var isRequired = traits.Required || (part.Attribute(row.Row.Target.Attribute).Required && IsAllEmpty(values, row.Row.Target.Attribute, isNew));
            if (isRequired && values[i].Flow == Flow.Value && value.IsAbsent && (isNew || row.Schema.Mutability == Mutability.ReadWrite))
                return AccountConflicts.RequiredMissing(name, row.Row.Source.ToString() ?? "its row", context.Scim.Profile.Name);
            if (traits.MaxLength is { } most && value is AttributeValue.Text { Value.Length: var length } && length > most)
                return AccountConflicts.TooLong(name, length, most, context.Scim.Profile.Name);
        }

        return null;
    }

    // A list is there when any of its items is.
    private bool IsAllEmpty(ImmutableArray<ProjectedValue> values, string attribute, bool isNew) =>
        rows.Zip(values).Where(r => r.First.Row.Target.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase))
            .All(r => (isNew ? r.First.OnCreate(r.Second) : r.Second.Value).IsAbsent);

    public static bool IsLeftAlone(ImmutableArray<ProjectedValue> values) => values.Any(v => v.Flow == Flow.IgnoreObject);

    public ImmutableArray<CellChange> ForCreate(ImmutableArray<ProjectedValue> values)
    {
        var cells = ImmutableArray.CreateBuilder<CellChange>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = rows[i].OnCreate(values[i]);
            if (values[i].Flow == Flow.Value && !value.IsAbsent && rows[i].Schema.Mutability != Mutability.ReadOnly)
                cells.Add(new CellChange(rows[i].Schema, AttributeValue.None, value, rows[i].Cause));
        }

        return cells.ToImmutable();
    }

    /// <summary>What differs on a live object; whether it is open is judged apart.</summary>
    public IEnumerable<CellChange> Differing(ImmutableArray<ProjectedValue> values, Handle live)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var schema = rows[i].Schema;
            if (values[i].Flow != Flow.Value || schema.Mutability != Mutability.ReadWrite || schema.Role == AttributeRole.Enablement || values[i].Value is AttributeValue.Generated)
                continue;
            var before = context.Live(live, schema);
            // A default fills on creation only, and what it filled is not a difference.
            if (values[i].IsDefaulted && context.Same(schema, before, rows[i].OnCreate(values[i])))
                continue;
            if (!context.Same(schema, before, values[i].Value) && (schema.Clearable || !values[i].Value.IsAbsent))
                yield return new CellChange(schema, before, values[i].Value, rows[i].Cause);
        }
    }
}
