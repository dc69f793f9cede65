using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Schemas;

public enum ValueKind
{
    Text,
    Flag,
    Number,
    Texts,
    Table,
}

public enum CaseRule
{
    Exact,
    Ignore,
}

public enum Mutability
{
    ReadWrite,

    /// <summary>Set when the object is created; a later difference is not a change.</summary>
    CreateOnly,

    ReadOnly,
}

/// <summary>What an attribute means to the algebra.</summary>
public enum AttributeRole
{
    None,

    /// <summary>Whether the object may sign in: false is a disable.</summary>
    Enablement,

    /// <summary>Carries our owner mark.</summary>
    Mark,

    /// <summary>A value that only one object of the target may bear; people and systems know the object by it.</summary>
    Unique,

    /// <summary>Recognises an object without being unique.</summary>
    Natural,

    /// <summary>Names the directory roles the object holds, or says that it can hold some: a value other than false makes it privileged.</summary>
    Privilege,

    /// <summary>Tells members from guests: a match across it is a conflict.</summary>
    Membership,
}

/// <summary>One attribute of a kind: shape, case rule, when it may be written, what it means, and the wire call (facet) that carries it.</summary>
public sealed record AttributeSchema(string Name, ValueKind Kind, string Facet)
{
    public CaseRule Case { get; init; } = CaseRule.Exact;

    public Mutability Mutability { get; init; } = Mutability.ReadWrite;

    public AttributeRole Role { get; init; } = AttributeRole.None;

    /// <summary>Whether the creating call can carry it; what it cannot is written by an update right after.</summary>
    public bool OnCreate { get; init; } = true;

    /// <summary>Of a table: rows go only after the links that use them, in <c>Phase.Shrink</c>.</summary>
    public bool ShrinksLast { get; init; }

    /// <summary>Whether the target accepts clearing it.</summary>
    public bool Clearable { get; init; } = true;

    /// <summary>Whether two values are one by the attribute's case rule.</summary>
    public bool Same(ValuePool pool, AttributeValue a, AttributeValue b)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return a == b || (Case == CaseRule.Ignore && pool.Fold(pool.Intern(a)) == pool.Fold(pool.Intern(b)));
    }

    /// <summary>Whether a change of it counts for the guard <c>identifiers</c>.</summary>
    public bool Identifier { get; init; }
}

/// <summary>What tells two links to the same object apart.</summary>
public enum LinkQualifier
{
    None,
    Role,
}

public enum Arity
{
    One,
    Many,
}

/// <summary>A link between objects: from a kind to kinds, one or many ends, and how many ends one write adds or removes.</summary>
public sealed record LinkSchema(string Name, Kind From, ImmutableArray<Kind> To, Arity Arity, int AddsPerWrite, int RemovesPerWrite)
{
    /// <summary>Kinds that a list can hold but a text cannot name: kept and counted under an exclusive list.</summary>
    public ImmutableArray<Kind> OtherKinds { get; init; } = [];

    public LinkQualifier Qualifier { get; init; } = LinkQualifier.None;

    /// <summary>Whether the target takes links that lead back to where they began; one that does not refuses the last of them.</summary>
    public bool MayCircle { get; init; }

    /// <summary>Every end is an object of its own at the target, so that several writes of one list may be under way at once.</summary>
    public bool SideBySide { get; init; }

    /// <summary>Whether ends can be part of the creating call.</summary>
    public bool OnCreate { get; init; } = true;
}

/// <summary>What a target can hold of one kind. Rank orders creation (lower first) and deletion (higher first).</summary>
public sealed record KindSchema(Kind Kind, int Rank, ImmutableArray<AttributeSchema> Attributes, ImmutableArray<LinkSchema> Links)
{
    private readonly FrozenDictionary<string, int> _index =
        Attributes.Select((a, i) => KeyValuePair.Create(a.Name, i)).ToFrozenDictionary(StringComparer.Ordinal);

    private readonly AttributeSchema?[] _byRole =
        [.. Enum.GetValues<AttributeRole>().Select(role => Attributes.FirstOrDefault(a => a.Role == role))];

    /// <summary>How many link ends, over all lists, one create may carry.</summary>
    public int LinksPerCreate { get; init; }

    public int IndexOf(string attribute) => _index.GetValueOrDefault(attribute, -1);

    public AttributeSchema? Find(string attribute) => IndexOf(attribute) is >= 0 and var i ? Attributes[i] : null;

    public AttributeSchema? WithRole(AttributeRole role) => _byRole[(int)role];

    public LinkSchema? FindLink(string link) => Links.FirstOrDefault(l => l.Name == link);
}

/// <summary>What a target can hold, kind by kind.</summary>
public sealed record TargetSchema(ImmutableArray<KindSchema> Kinds)
{
    public KindSchema? Find(Kind kind) => Kinds.FirstOrDefault(k => k.Kind == kind);

    public KindSchema this[Kind kind] => Find(kind) ?? throw new KeyNotFoundException($"the target holds no {kind}");
}
