namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>Short ways to say what RFC 7643 says of its attributes.</summary>
internal static class Define
{
    public static AttributeDefinition Text(string name, string description, bool required = false, bool caseExact = false,
        Mutability mutability = Mutability.ReadWrite, Returned returned = Returned.Default, string uniqueness = "none") =>
        new(name, AttributeType.String, description)
        {
            Required = required,
            CaseExact = caseExact,
            Mutability = mutability,
            Returned = returned,
            Uniqueness = uniqueness,
        };

    public static AttributeDefinition Texts(string name, string description, bool required = false) =>
        new(name, AttributeType.String, description) { MultiValued = true, Required = required, CaseExact = true, Mutability = Mutability.ReadOnly };

    public static AttributeDefinition Flag(string name, string description, Mutability mutability = Mutability.ReadWrite, bool required = false) =>
        new(name, AttributeType.Boolean, description) { Mutability = mutability, Required = required };

    public static AttributeDefinition Number(string name, string description) =>
        new(name, AttributeType.Integer, description) { Mutability = Mutability.ReadOnly, Required = true };

    public static AttributeDefinition Date(string name, string description) =>
        new(name, AttributeType.DateTime, description) { Mutability = Mutability.ReadOnly };

    public static AttributeDefinition Reference(string name, string description, Mutability mutability, params string[] types) =>
        new(name, AttributeType.Reference, description) { CaseExact = true, Mutability = mutability, ReferenceTypes = [.. types] };

    public static AttributeDefinition Complex(string name, string description, params AttributeDefinition[] subs) =>
        new(name, AttributeType.Complex, description) { SubAttributes = [.. subs] };

    public static AttributeDefinition Fixed(string name, string description, bool required, bool multi, params AttributeDefinition[] subs) =>
        new(name, AttributeType.Complex, description)
        {
            Mutability = Mutability.ReadOnly,
            Required = required,
            MultiValued = multi,
            SubAttributes = [.. subs],
        };

    /// <summary>A list of values with the sub-attributes of RFC 7643 §2.4.</summary>
    public static AttributeDefinition Plural(string name, string what, AttributeDefinition value, params string[] types) =>
        new(name, AttributeType.Complex, $"{what} of the user.")
        {
            MultiValued = true,
            SubAttributes = [value, Text("display", "A name to show; not for matching."), Kind(what, types), Primary(what)],
        };

    public static AttributeDefinition Kind(string what, string[] types) =>
        new("type", AttributeType.String, $"What the value is used for ({what}).") { CanonicalValues = [.. types] };

    public static AttributeDefinition Primary(string what) => Flag("primary", $"Whether this is the preferred value ({what}); at most one is.");
}
