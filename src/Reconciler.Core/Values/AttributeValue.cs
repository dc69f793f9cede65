using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>
/// The value of one attribute. Absent and empty are one: the factories turn an empty text, list or table into <see cref="Absent"/>,
/// so that two sides that mean the same are equal.
/// </summary>
public abstract record AttributeValue
{
    private AttributeValue()
    {
    }

    public static readonly AttributeValue None = new Absent();

    public bool IsAbsent => this is Absent;

    public static AttributeValue Of(string? text) => string.IsNullOrEmpty(text) ? None : new Text(text);

    public static AttributeValue Of(bool? flag) => flag switch { null => None, true => Flag.True, false => Flag.False };

    public static AttributeValue Of(long? number) => number is { } n ? new Number(n) : None;

    /// <summary>A set of texts: sorted by code point, without duplicates and empties.</summary>
    public static AttributeValue OfTexts(IEnumerable<string> items)
    {
        var set = items.Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return set.IsEmpty ? None : new Texts(set);
    }

    /// <summary>Named texts, sorted by name; empty texts are left out.</summary>
    public static AttributeValue OfTable(IEnumerable<KeyValuePair<string, string>> items)
    {
        var rows = items.Where(i => i.Value.Length > 0).OrderBy(i => i.Key, StringComparer.Ordinal).ToImmutableArray();
        return rows.IsEmpty ? None : new Table(rows);
    }

    /// <summary>The value as one line for people; secrets and generated values never show their content.</summary>
    public sealed override string ToString() => this switch
    {
        Absent => "",
        Text t => t.Value,
        Flag f => f.Value ? "true" : "false",
        Number n => n.Value.ToString(CultureInfo.InvariantCulture),
        Texts s => string.Join(", ", s.Items),
        Table t => string.Join(", ", t.Rows.Select(r => $"{r.Key}={r.Value}")),
        Secret => "(secret)",
        Pending => "(known after apply)",
        Generated g => $"({g.Rule}, generated)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public sealed record Absent : AttributeValue;

    public sealed record Text(string Value) : AttributeValue;

    public sealed record Flag : AttributeValue
    {
        public static readonly Flag True = new(true);
        public static readonly Flag False = new(false);

        private Flag(bool value) => Value = value;

        public bool Value { get; }
    }

    public sealed record Number(long Value) : AttributeValue;

    public sealed record Texts(ImmutableArray<string> Items) : AttributeValue
    {
        public bool Equals(Texts? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var item in Items)
                hash.Add(item, StringComparer.Ordinal);
            return hash.ToHashCode();
        }
    }

    public sealed record Table(ImmutableArray<KeyValuePair<string, string>> Rows) : AttributeValue
    {
        public bool Equals(Table? other) => other is not null && Rows.AsSpan().SequenceEqual(other.Rows.AsSpan());

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var row in Rows)
            {
                hash.Add(row.Key, StringComparer.Ordinal);
                hash.Add(row.Value, StringComparer.Ordinal);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>A value that must not be shown; two are equal when their salted fingerprints are.</summary>
    public sealed record Secret(string Fingerprint) : AttributeValue;

    /// <summary>A value known only after another object has been written.</summary>
    public sealed record Pending(string Expression, ResourceKey Needs) : AttributeValue;

    /// <summary>A value born in apply by a named rule (a password, a unique name); never in plan, hash or report.</summary>
    public sealed record Generated(string Rule) : AttributeValue;
}
