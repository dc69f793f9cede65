using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.Rules;

/// <summary>Rules compare without case; a missing value equals only null.</summary>
internal static class RuleComparison
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    public static Predicate<DirectoryObject> Equal(Func<DirectoryObject, IEnumerable<string>> property, string? value) =>
        value is null ? user => !property(user).Any() : user => property(user).Any(v => v.Equals(value, AnyCase));

    public static Predicate<DirectoryObject> Contains(Func<DirectoryObject, IEnumerable<string>> property, string value) =>
        user => property(user).Any(v => v.Contains(value, AnyCase));

    public static Predicate<DirectoryObject> StartsWith(Func<DirectoryObject, IEnumerable<string>> property, string value) =>
        user => property(user).Any(v => v.StartsWith(value, AnyCase));

    public static Predicate<DirectoryObject> In(Func<DirectoryObject, IEnumerable<string>> property, List<string> values) =>
        user => property(user).Any(v => values.Contains(v, StringComparer.OrdinalIgnoreCase));
}
