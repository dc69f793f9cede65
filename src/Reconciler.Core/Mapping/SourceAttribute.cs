using Reconciler.Core.Values;

namespace Reconciler.Core.Mapping;

/// <summary>An attribute that a mapping can take a value from, by the name Entra's mapping model gives it.</summary>
/// <param name="Name">As it stands in mappings: <c>mobile</c>, <c>objectId</c>.</param>
/// <param name="GraphName">As Microsoft Graph and this language call it: <c>mobilePhone</c>, <c>id</c>; null when it is computed.</param>
public sealed record SourceAttribute(string Name, string? GraphName)
{
    /// <summary>Several values: it fits a target that takes many, or a function that reads lists.</summary>
    public bool IsMany { get; init; }

    /// <summary>Points at other objects, so it is written in a second pass, once these exist.</summary>
    public bool IsReference { get; init; }

    public bool IsFlag { get; init; }

    public bool IsDate { get; init; }

    /// <summary>Another value takes its place without a change of the object: a person marries, a mailbox moves.</summary>
    public bool IsRenameable { get; init; }

    /// <summary>A directory extension, whose type only the tenant knows.</summary>
    public bool IsExtension { get; init; }

    /// <summary>Never stored: derived from the object's state and its access.</summary>
    public bool IsComputed => GraphName is null;

    /// <summary>Why no scoping clause can ask for it; null when one can.</summary>
    public string? NotInScope => IsReference ? "a reference" : IsMany ? "multi-valued" : IsDate ? "a date" : null;

    public override string ToString() => Name;
}

/// <summary>A name that is no source, and what to do instead.</summary>
/// <param name="Meant">The source that was most likely meant; null when there is none.</param>
/// <param name="Why">One sentence for a person.</param>
public sealed record SourceRefusal(string? Meant, string Why);
