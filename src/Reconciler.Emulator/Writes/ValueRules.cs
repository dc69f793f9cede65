using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Writes;

/// <summary>What a value must look like beyond its shape.</summary>
internal static partial class ValueRules
{
    public static bool Accept(PropertyDefinition property, object value)
    {
        if (ReferenceEquals(value, ObjectValues.Cleared))
            return true;
        return property.Name switch
        {
            "businessPhones" => value is string[] { Length: <= 1 } phones && phones.All(p => p.Length is > 0 and <= 64),
            "otherMails" => value is string[] { Length: <= 250 } mails && mails.All(m => m.Length <= 250 && m.Contains('@', StringComparison.Ordinal)),
            "usageLocation" => value is string country && Country().IsMatch(country),
            "mail" => value is string mail && mail.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < mail.Length - 1,
            "passwordPolicies" => value is string policies && policies.Split(',', StringSplitOptions.TrimEntries)
                .All(p => p is "None" or "DisablePasswordExpiration" or "DisableStrongPassword"),
            "userType" => value is "Member" or "Guest",
            "ageGroup" => value is "Minor" or "NotAdult" or "Adult",
            "consentProvidedForMinor" => value is "Granted" or "Denied" or "NotRequired",
            "visibility" => value is "Public" or "Private" or "HiddenMembership",
            "membershipRuleProcessingState" => value is "On" or "Paused",
            "uniqueName" => value is string name && UniqueName().IsMatch(name),
            "onPremisesExtensionAttributes" => Members(value, 1024, n => ExtensionAttribute().IsMatch(n)),
            "employeeOrgData" => Members(value, 64, n => n is "costCenter" or "division"),
            "passwordProfile" => value is JsonElement profile && profile.EnumerateObject().All(PasswordMember),
            "identities" => value is JsonElement identities && identities.EnumerateArray().All(Identity),
            _ => value switch
            {
                // An empty text is refused: emptying a property is done with null.
                string text when property.Shape == ValueShape.DateTime => DateTimeOffset.TryParse(text, out _),
                string text => text.Length > 0 && (property.MaxLength == 0 || text.Length <= property.MaxLength),
                string[] texts => property.MaxLength == 0 || texts.All(t => t.Length <= property.MaxLength),
                _ => true,
            },
        };
    }

    private static bool Members(object value, int maxLength, Func<string, bool> allowed) =>
        value is JsonElement structure && structure.EnumerateObject().All(m => allowed(m.Name) && m.Value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.String => m.Value.GetString() is { } text && text.Length <= maxLength,
            _ => false,
        });

    private static bool PasswordMember(JsonProperty member) => member.Name switch
    {
        "password" => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null,
        "forceChangePasswordNextSignIn" or "forceChangePasswordNextSignInWithMfa" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    private static bool Identity(JsonElement identity) =>
        identity.ValueKind == JsonValueKind.Object && identity.EnumerateObject().All(m => m.Name is "signInType" or "issuer" or "issuerAssignedId");

    [GeneratedRegex("^[A-Za-z]{2}$", RegexOptions.None, 1000)]
    private static partial Regex Country();

    [GeneratedRegex("^extensionAttribute(?:[1-9]|1[0-5])$", RegexOptions.None, 1000)]
    private static partial Regex ExtensionAttribute();

    [GeneratedRegex(@"^[A-Za-z0-9._~-]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex UniqueName();
}
