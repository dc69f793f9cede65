using System.Text;

namespace Reconciler.Core.Mapping;

/// <summary>Which value of a multi-valued attribute is meant: <c>type eq "work"</c>.</summary>
public sealed record TargetFilter(string Attribute, string Value)
{
    public bool Equals(TargetFilter? other) =>
        other is not null && SameName(Attribute, other.Attribute) && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() =>
        HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Attribute), StringComparer.Ordinal.GetHashCode(Value));

    public override string ToString() =>
        $"{Attribute} eq \"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The attribute of a SCIM resource that a mapping writes: <c>userName</c>, <c>name.givenName</c>, <c>emails[type eq "work"].value</c>,
/// <c>urn:…:User:department</c>. Names compare without case, values with it (RFC 7643 §2.1); the URN of a core schema says nothing and is dropped.
/// </summary>
public sealed record TargetPath(string Attribute)
{
    private const string CoreSchemas = "urn:ietf:params:scim:schemas:core:";

    private static readonly HashSet<string> MultiValued = new(
        ["addresses", "emails", "entitlements", "groups", "ims", "members", "phoneNumbers", "photos", "roles", "x509Certificates"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The URN of an extension schema; null for the core schema.</summary>
    public string? Schema { get; init; }

    public TargetFilter? Filter { get; init; }

    public string? SubAttribute { get; init; }

    /// <summary>More than one value fits here: a multi-valued attribute of RFC 7643 of which no value is picked.</summary>
    public bool TakesMany => Schema is null && Filter is null && MultiValued.Contains(Attribute);

    /// <summary>The path without its filter, as profiles name attributes: <c>emails.value</c>.</summary>
    public string Plain => Write(null);

    /// <summary>The path of the attribute alone: <c>emails</c>.</summary>
    public string Whole => Schema is null ? Attribute : $"{Schema}:{Attribute}";

    /// <summary>Whether it is this attribute of the core schema.</summary>
    public bool Is(string attribute) =>
        Schema is null && Filter is null && SubAttribute is null && string.Equals(Attribute, attribute, StringComparison.OrdinalIgnoreCase);

    public static (TargetPath? Path, TargetPathFault? Fault) Parse(string text) => new TargetPathParser(text).Parse();

    public bool Equals(TargetPath? other) =>
        other is not null && Same(Attribute, other.Attribute) && Same(Schema, other.Schema) && Same(SubAttribute, other.SubAttribute) && Equals(Filter, other.Filter);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Attribute, StringComparer.OrdinalIgnoreCase);
        hash.Add(Schema ?? "", StringComparer.OrdinalIgnoreCase);
        hash.Add(SubAttribute ?? "", StringComparer.OrdinalIgnoreCase);
        hash.Add(Filter);
        return hash.ToHashCode();
    }

    /// <summary>The one text of this path: <see cref="Parse"/> gives an equal path.</summary>
    public override string ToString() => Write(Filter);

    internal static bool IsCore(string schema) => schema.StartsWith(CoreSchemas, StringComparison.OrdinalIgnoreCase);

    private string Write(TargetFilter? filter)
    {
        var text = new StringBuilder(Whole);
        if (filter is not null)
            text.Append('[').Append(filter).Append(']');
        if (SubAttribute is not null)
            text.Append('.').Append(SubAttribute);
        return text.ToString();
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a text is no target path: the 0-based place and length in it, what is wrong there, and what to write.</summary>
public sealed record TargetPathFault(int Offset, int Length, string Message, string? Help = null);
