namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>The core user (RFC 7643 §4.1, §8.7.1).</summary>
internal static class UserSchema
{
    public const string Urn = "urn:ietf:params:scim:schemas:core:2.0:User";

    public static SchemaDefinition Definition { get; } = new(
        Urn,
        "User",
        "User Account",
        Define.Text("userName", "Name the user signs in with; unique without regard to case.", required: true, uniqueness: "server"),
        Define.Complex(
            "name",
            "Parts of the user's name.",
            Define.Text("formatted", "The whole name."),
            Define.Text("familyName", "Family name."),
            Define.Text("givenName", "Given name."),
            Define.Text("middleName", "Middle name."),
            Define.Text("honorificPrefix", "Title before the name."),
            Define.Text("honorificSuffix", "Suffix after the name.")),
        Define.Text("displayName", "Name to show."),
        Define.Text("nickName", "Casual name."),
        Define.Reference("profileUrl", "Page about the user.", Mutability.ReadWrite, "external"),
        Define.Text("title", "Job title."),
        Define.Text("userType", "Relation to the organization."),
        Define.Text("preferredLanguage", "Preferred languages as of Accept-Language."),
        Define.Text("locale", "Locale for numbers, dates and currency."),
        Define.Text("timezone", "Time zone of the IANA database."),
        Define.Flag("active", "Whether the user may sign in."),
        Define.Text("password", "Clear-text password; written, never answered.", mutability: Mutability.WriteOnly, returned: Returned.Never),
        Define.Plural("emails", "Mail addresses", Define.Text("value", "Mail address."), "work", "home", "other"),
        Define.Plural("phoneNumbers", "Phone numbers", Define.Text("value", "Phone number."), "work", "home", "mobile", "fax", "pager", "other"),
        Define.Plural("ims", "Instant messaging addresses", Define.Text("value", "Address."), "aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"),
        Define.Plural("photos", "Photos", Define.Reference("value", "Where the photo is.", Mutability.ReadWrite, "external"), "photo", "thumbnail"),
        new AttributeDefinition("addresses", AttributeType.Complex, "Postal addresses of the user.")
        {
            MultiValued = true,
            SubAttributes =
            [
                Define.Text("formatted", "The whole address."),
                Define.Text("streetAddress", "Street and number."),
                Define.Text("locality", "City."),
                Define.Text("region", "State or region."),
                Define.Text("postalCode", "Postal code."),
                Define.Text("country", "Country by ISO 3166-1 alpha-2."),
                Define.Kind("Postal addresses", ["work", "home", "other"]),
                Define.Primary("Postal addresses"),
            ],
        },
        new AttributeDefinition("groups", AttributeType.Complex, "Groups the user is in, directly or through others.")
        {
            MultiValued = true,
            Mutability = Mutability.ReadOnly,
            SubAttributes =
            [
                Define.Text("value", "Id of the group.", mutability: Mutability.ReadOnly),
                Define.Reference("$ref", "Where the group is.", Mutability.ReadOnly, "User", "Group"),
                Define.Text("display", "Name of the group.", mutability: Mutability.ReadOnly),
                new AttributeDefinition("type", AttributeType.String, "How the user is in it.")
                {
                    Mutability = Mutability.ReadOnly,
                    CanonicalValues = ["direct", "indirect"],
                },
            ],
        },
        Define.Plural("entitlements", "Entitlements", Define.Text("value", "Entitlement.")),
        Define.Plural("roles", "Roles", Define.Text("value", "Role.")),
        Define.Plural("x509Certificates", "Certificates", new AttributeDefinition("value", AttributeType.Binary, "Certificate in DER.") { CaseExact = true }));
}
