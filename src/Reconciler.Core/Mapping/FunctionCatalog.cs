using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping.Catalogue;

namespace Reconciler.Core.Mapping;

/// <summary>Every function of the mapping language. Names are exact: the language is case-sensitive.</summary>
public static class FunctionCatalog
{
    /// <summary>By name.</summary>
    public static ImmutableArray<FunctionSchema> All { get; } =
    [
        .. new[] { TextEntries.All, PartEntries.All, ReplaceEntries.All, ChoiceEntries.All, DateEntries.All, ListEntries.All, EncodingEntries.All, NumberEntries.All, TenantEntries.All, RoleEntries.All }
            .SelectMany(f => f).OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, FunctionSchema> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static FunctionSchema? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The function that a name which is none was probably meant to be.</summary>
    public static FunctionSchema? Meant(string name) => Suggestion.Nearest(name, ByName.Keys) is { } meant ? Find(meant) : null;
}
