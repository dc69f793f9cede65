using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>Where a declared value was written.</summary>
public enum Origin
{
    Declared,
    Defaults,
}

/// <summary>One attribute that a person manages: its value (absent = written <c>null</c> or <c>[]</c>, to be cleared) and where it was written.</summary>
public readonly record struct DeclaredCell(string Attribute, AttributeValue Value, SourceSpan Span, Origin Origin = Origin.Declared);

/// <summary>A date that somebody wrote, and where. Days are UTC.</summary>
public readonly record struct DatedLine(DateOnly Date, SourceSpan Span);

/// <summary>Employment days, both inclusive; the account is prepared (disabled) <paramref name="PrepareDays"/> days before the start.</summary>
public sealed record Employment(DatedLine? Starts, DatedLine? Ends, int PrepareDays, SourceSpan Span);

/// <summary>What a person wrote about one object: its key, its managed attributes and links. What is not here is not managed.</summary>
public sealed record DeclaredResource(ResourceKey Key, SourceSpan Span)
{
    /// <summary><c>id:</c>, which binds to one live object and is consent to take it over.</summary>
    public RemoteId? Id { get; init; }

    public SourceSpan IdSpan { get; init; }

    public ImmutableArray<DeclaredCell> Cells { get; init; } = [];

    public ImmutableArray<DeclaredLinks> Links { get; init; } = [];

    /// <summary>Mastered elsewhere: matched and updated; never marked, created or removed.</summary>
    public bool Existing { get; init; }

    /// <summary><c>left:</c>, from 00:00 UTC of that day the person is a leaver.</summary>
    public DatedLine? Left { get; init; }

    public Employment? Employment { get; init; }

    /// <summary>Marks under which the object was known before: <c>workspace/key</c>.</summary>
    public ImmutableArray<OwnerMark> Previously { get; init; } = [];

    /// <summary>Attributes and links that somebody else owns, not even set by defaults.</summary>
    public ImmutableArray<string> Unmanaged { get; init; } = [];

    /// <summary><c>enable: REASON</c>: consent to enable an account that we did not disable.</summary>
    public string? EnableReason { get; init; }

    /// <summary>A person of another organisation: known by <c>mail</c>, and invited instead of created.</summary>
    public bool IsGuest => Key.Kind == Kind.User && Value("userType") is AttributeValue.Text { Value: var type }
        && type.Equals("Guest", StringComparison.OrdinalIgnoreCase);

    public AttributeValue Value(string attribute)
    {
        foreach (var cell in Cells)
        {
            if (cell.Attribute == attribute)
                return cell.Value;
        }

        return AttributeValue.None;
    }
}
