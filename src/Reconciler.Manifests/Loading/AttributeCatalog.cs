using System.Collections.Frozen;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>What is known about attributes: from the grammar, and from the directory's schema when it is given.</summary>
internal sealed class AttributeCatalog(TargetSchema? directory)
{
    // Live attributes of people that nobody can declare: they may be named as mastered elsewhere and as sources.
    private static readonly FrozenSet<string> OnlyLive = FrozenSet.Create(
        StringComparer.Ordinal,
        "ageGroup", "birthday", "createdDateTime", "creationType", "employeeHireDate", "externalUserState", "identities", "imAddresses", "lastPasswordChangeDateTime",
        "legalAgeGroupClassification", "onPremisesDistinguishedName", "onPremisesDomainName", "onPremisesLastSyncDateTime", "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "onPremisesUserPrincipalName", "preferredDataLocation", "proxyAddresses", "securityIdentifier",
        "classification", "groupTypes", "mail", "mailEnabled", "securityEnabled", "theme");

    public AttributeSchema? Find(Kind kind, string name) => directory?.Find(kind)?.Find(name);

    public ValueKind KindOf(Kind kind, string name) => Find(kind, name)?.Kind ?? GrammarAttributes.Of(kind).GetValueOrDefault(name).Kind;

    public bool Knows(Kind kind, string name) => Find(kind, name) is not null || GrammarAttributes.Of(kind).ContainsKey(name) || OnlyLive.Contains(name);

    /// <summary>Whether a filter can ask for it: what the directory does not read has no value.</summary>
    public bool CanFilter(Kind kind, string name) => directory is null ? Knows(kind, name) : Find(kind, name) is not null;

    /// <summary>Whether it can be declared; without a schema the grammar alone decides.</summary>
    public bool CanWrite(Kind kind, string name) =>
        directory?.Find(kind) is not { } schema || schema.Find(name) is { Mutability: not Mutability.ReadOnly };

    /// <summary>Whether groups may contain each other; where nothing is known of the directory they may not.</summary>
    public bool MayCircle(Kind kind, string link) => directory?.Find(kind)?.FindLink(link)?.MayCircle ?? false;

    /// <summary>Whether the directory lets go of the value; the grammar has judged its own part.</summary>
    public bool IsClearable(Kind kind, string name) => Find(kind, name)?.Clearable ?? true;

    public IEnumerable<string> Names(Kind kind) =>
        directory?.Find(kind)?.Attributes.Select(a => a.Name) ?? GrammarAttributes.Of(kind).Keys.Concat(kind == Kind.User ? OnlyLive : []);
}
