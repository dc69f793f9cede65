using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Values that follow from the object and are set when it is created: nickname, unique name, password.</summary>
public static class DerivedValues
{
    private const int NicknameLength = 64;

    /// <summary>The derived cells of a new object whose kind knows the attributes and that does not declare them.</summary>
    public static IEnumerable<(AttributeSchema Attribute, AttributeValue Value, string Rule)> For(DeclaredResource declared, KindSchema schema)
    {
        // A guest's account is made by the invitation.
        if (declared.IsGuest)
            yield break;
        if (Missing("mailNickname") is { } nickname)
            yield return (nickname, AttributeValue.Of(MailNickname(declared)), "from the address or key");
        if (Missing("kind") is { } kind)
            yield return (kind, AttributeValue.Of("security"), "default");
        if (Missing("uniqueName") is { } uniqueName)
            yield return (uniqueName, new AttributeValue.Generated("unique name"), "generated");
        if (schema.Kind == Kind.User && schema.Find("password") is { } password)
            yield return (password, new AttributeValue.Generated("password"), "generated, must be changed at first sign-in");

        AttributeSchema? Missing(string name) => declared.Value(name).IsAbsent ? schema.Find(name) : null;
    }

    /// <summary>The address's local part, else the key, folded to ASCII; over 64 characters cut to 55, "-" and 8 hex digits of its hash.</summary>
    public static string MailNickname(DeclaredResource declared)
    {
        var address = declared.Value("userPrincipalName") is AttributeValue.Text t ? t.Value : "";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var source = at > 0 ? address[..at] : declared.Key.Name;
        var folded = AsciiFolding.Fold(source, '-').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-');
        var name = string.Concat(folded).Trim('.');
        if (name.Length == 0)
            name = "x" + Hash(source);
        return name.Length <= NicknameLength ? name : $"{name[..55]}-{Hash(source)}";
    }

    /// <summary>
    /// <c>workspace.key.8hex</c>: the idempotency key of a creation. Folded to letters, digits, <c>. - _</c> and cut before the creation id at 64
    /// characters, because no limit is documented; identity is the mark's matter and uniqueness the creation id's.
    /// </summary>
    public static string UniqueName(string workspace, ResourceKey key, string creationId)
    {
        var name = string.Concat(AsciiFolding.Fold($"{workspace}.{key.Name}", '-').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        var room = NicknameLength - creationId.Length - 1;
        return $"{(name.Length <= room ? name : name[..room])}.{creationId}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
