using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Mapping;

public enum MappingValueKind
{
    /// <summary>A slot that was not supplied.</summary>
    Missing,

    /// <summary>An attribute that the object does not have.</summary>
    Null,
    Text,
    Number,
    Flag,
    Date,
    List,
    Complex,
}

/// <summary>A value of the mapping language; small, and made of a text without allocating.</summary>
public readonly struct MappingValue : IEquatable<MappingValue>
{
    // A text, the items of a list, the members of a complex value, or the box of a number that is not whole.
    private readonly object? _reference;

    // A whole number, the ticks of a date, 1 for True.
    private readonly long _bits;

    private MappingValue(MappingValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    public static MappingValue Null { get; } = new(MappingValueKind.Null, null, 0);

    public MappingValueKind Kind { get; }

    /// <summary>Not supplied or absent.</summary>
    public bool IsNull => Kind <= MappingValueKind.Null;

    /// <summary>Not supplied, absent, an empty text, or a list of nothing else.</summary>
    public bool IsNullOrEmpty => IsNull || (Kind == MappingValueKind.Text && AsText.Length == 0) || (Kind == MappingValueKind.List && Items.All(i => i.IsNullOrEmpty));

    /// <summary>Of a text; "" of any other kind.</summary>
    public string AsText => _reference as string ?? "";

    public bool AsFlag => Kind == MappingValueKind.Flag && _bits != 0;

    /// <summary>Of a number; 0 of any other kind.</summary>
    public decimal AsNumber => _reference is decimal fraction ? fraction : Kind == MappingValueKind.Number ? _bits : 0;

    /// <summary>Whether it is a number of 64 bits without a fraction.</summary>
    public bool IsWhole => Kind == MappingValueKind.Number && _reference is null;

    /// <summary>Of a date, in UTC.</summary>
    public DateTime AsDate => new(Kind == MappingValueKind.Date ? _bits : 0, DateTimeKind.Utc);

    /// <summary>Of a list; empty of any other kind.</summary>
    public ImmutableArray<MappingValue> Items => _reference is MappingValue[] items ? ImmutableCollectionsMarshal.AsImmutableArray(items) : [];

    /// <summary>Of a complex value, in order; empty of any other kind.</summary>
    public ImmutableArray<KeyValuePair<string, MappingValue>> Members =>
        _reference is KeyValuePair<string, MappingValue>[] members ? ImmutableCollectionsMarshal.AsImmutableArray(members) : [];

    /// <summary>A member of a complex value, <see cref="Null"/> where there is none.</summary>
    public MappingValue this[string member]
    {
        get
        {
            foreach (var (name, value) in Members)
            {
                if (name == member)
                    return value;
            }

            return Null;
        }
    }

    public static MappingValue Of(string? text) => text is null ? Null : new(MappingValueKind.Text, text, 0);

    public static MappingValue Of(bool flag) => new(MappingValueKind.Flag, null, flag ? 1 : 0);

    public static MappingValue Of(long number) => new(MappingValueKind.Number, null, number);

    public static MappingValue Of(decimal number) => decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue
        ? Of((long)number)
        : new(MappingValueKind.Number, number, 0);

    /// <param name="date">Its kind is not looked at: all dates are UTC.</param>
    public static MappingValue Of(DateTime date) => new(MappingValueKind.Date, null, date.Ticks);

    public static MappingValue List(params ReadOnlySpan<MappingValue> items) => new(MappingValueKind.List, items.ToArray(), 0);

    public static MappingValue List(IEnumerable<string> items) => new(MappingValueKind.List, items.Select(Of).ToArray(), 0);

    public static MappingValue Complex(params ReadOnlySpan<KeyValuePair<string, MappingValue>> members) => new(MappingValueKind.Complex, members.ToArray(), 0);

    public bool Equals(MappingValue other) => Kind == other.Kind && _bits == other._bits && (Kind switch
    {
        MappingValueKind.List => Items.AsSpan().SequenceEqual(other.Items.AsSpan()),
        MappingValueKind.Complex => Members.AsSpan().SequenceEqual(other.Members.AsSpan()),
        _ => Equals(_reference, other._reference),
    });

    public override bool Equals(object? obj) => obj is MappingValue other && Equals(other);

    public override int GetHashCode() => Kind is MappingValueKind.List or MappingValueKind.Complex
        ? HashCode.Combine(Kind, Items.Length, Members.Length)
        : HashCode.Combine(Kind, _bits, _reference);

    /// <summary>The text that it travels as: flags True and False, dates M/d/yyyy h:mm:ss tt; of several values, for a person to read.</summary>
    public override string ToString() => Kind switch
    {
        MappingValueKind.Text => AsText,
        MappingValueKind.Number when IsWhole => _bits.ToString(CultureInfo.InvariantCulture),
        MappingValueKind.Number => AsNumber.ToString("G29", CultureInfo.InvariantCulture),
        MappingValueKind.Flag => _bits != 0 ? bool.TrueString : bool.FalseString,
        MappingValueKind.Date => AsDate.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture),
        MappingValueKind.List => $"[{string.Join(", ", Items)}]",
        MappingValueKind.Complex => $"{{{string.Join(", ", Members.Select(m => $"{m.Key}: {m.Value}"))}}}",
        _ => "",
    };

    public static bool operator ==(MappingValue left, MappingValue right) => left.Equals(right);

    public static bool operator !=(MappingValue left, MappingValue right) => !left.Equals(right);
}
