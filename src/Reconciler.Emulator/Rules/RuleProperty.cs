using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Rules;

/// <summary>Reads a property of a user as the texts a rule compares with.</summary>
internal static class RuleProperty
{
    public static Func<DirectoryObject, IEnumerable<string>> Find(string name, Extensions extensions)
    {
        if (name.Equals("objectId", StringComparison.OrdinalIgnoreCase))
            return user => [user.Id.ToString()];
        if (name.StartsWith("extensionAttribute", StringComparison.OrdinalIgnoreCase))
            return user => Member(user, "e" + name[1..]);
        var property = UserType.Type.FindAnyCase(name) ?? extensions.Find(UserType.Type, name);
        return property?.Shape switch
        {
            ValueShape.Text or ValueShape.Flag or ValueShape.Texts => user => Texts(user.Values[property]),
            _ => throw new RuleException($"'{name}' is not a property that rules can use."),
        };
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        bool flag => [flag ? "true" : "false"],
        string[] texts => texts,
        _ => [],
    };

    private static IEnumerable<string> Member(DirectoryObject user, string name) =>
        user.Values[UserType.Type["onPremisesExtensionAttributes"]] is JsonElement attributes
        && attributes.TryGetProperty(name, out var value) && value.GetString() is { } text
            ? [text]
            : [];
}
