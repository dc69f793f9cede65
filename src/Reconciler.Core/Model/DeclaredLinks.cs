using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Filters;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>Whether a list removes what it does not name.</summary>
public enum LinkMode
{
    Exclusive,
    Additive,
}

/// <summary>How a text names an object.</summary>
public abstract record Reference
{
    private Reference()
    {
    }

    /// <summary>By its declared key.</summary>
    public sealed record ByKey(ResourceKey Key) : Reference
    {
        public override string ToString() => Key.Name;
    }

    /// <summary>By the target's own id.</summary>
    public sealed record ById(Kind Kind, RemoteId Id) : Reference
    {
        public override string ToString() => Id.Value;
    }

    /// <summary>By an attribute that is unique among live (or declared) objects: <c>userPrincipalName</c>, <c>employeeId</c>, <c>appId</c>.</summary>
    public sealed record ByAttribute(Kind Kind, string Attribute, string Value) : Reference
    {
        public override string ToString() => Value;
    }
}

/// <summary>What a link is bound to: until when it holds (UTC day, inclusive; null = without end), why, and in which role where the link has roles.</summary>
public sealed record LinkTerms(DateOnly? Until = null, string? Reason = null, string? Role = null)
{
    /// <summary><c>nested: expand</c>: the groups inside the named one are assigned too.</summary>
    public bool Expand { get; init; }
}

/// <summary>One written link end. There are a million of these and hardly any has terms, so those stand apart.</summary>
public readonly record struct DeclaredReference(Reference To, SourceSpan Span, LinkTerms? Terms = null)
{
    public DateOnly? Until => Terms?.Until;

    public string? Reason => Terms?.Reason;

    public string? Role => Terms?.Role;

    public bool Expand => Terms?.Expand ?? false;
}

/// <summary>A filter whose hits join a list, as written.</summary>
public sealed record DeclaredFilter(Filter Filter, SourceSpan Span);

/// <summary>A managed list of links of one object: <c>members</c>, <c>owners</c>, <c>manager</c>. No ends and no filter = managed and empty.</summary>
public sealed record DeclaredLinks(string Link, LinkMode Mode, SourceSpan Span)
{
    public ImmutableArray<DeclaredReference> Ends { get; init; } = [];

    public DeclaredFilter? Where { get; init; }

    /// <summary>Somebody wrote how the list is kept; otherwise <see cref="Mode"/> is the default.</summary>
    public bool SaysMode { get; init; }
}
