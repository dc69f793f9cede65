using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Which account a wanted person's is.</summary>
internal abstract record PairedAccount
{
    private PairedAccount()
    {
    }

    public sealed record Linked(Handle Account) : PairedAccount;

    /// <summary>Recognised by a match row, and not linked yet.</summary>
    public sealed record Found(Handle Account, RecognisedBy.ByAttribute By) : PairedAccount;

    public sealed record Missing : PairedAccount;

    /// <summary>The last apply made it, and the target does not show it yet.</summary>
    public sealed record NotYetVisible(RemoteId Id) : PairedAccount;

    public sealed record Conflict(Handle? Account, PairingConflict Why) : PairedAccount;
}

/// <summary>
/// Finds the account of every wanted person: by link (externalId, then ledger), then by the mapping's match rows in order. Certain ways of all come
/// before uncertain ones of any, so that a link is never lost to a look-alike.
/// </summary>
internal sealed class AccountPairing(AccountContext context, AccountOwners owners, AccountNames names)
{
    private readonly LiveIndex _live = new(context.Target, Kind.User);
    private readonly Dictionary<Handle, Handle> _taken = [];

    /// <summary>The person of an account that was given to one.</summary>
    public Handle? PersonOf(Handle account) => _taken.TryGetValue(account, out var person) ? person : null;

    public Dictionary<Handle, PairedAccount> Pair(IReadOnlyList<(Handle Person, ImmutableArray<ProjectedValue> Values)> wanted)
    {
        var pairs = new Dictionary<Handle, PairedAccount>(wanted.Count);
        foreach (var (person, values) in wanted)
        {
            if (ByLink(person, values) is { } pair)
                pairs[person] = Take(person, pair);
        }

        foreach (var (person, values) in wanted)
        {
            if (!pairs.ContainsKey(person))
                pairs[person] = Take(person, ByMatch(person, values));
        }

        return pairs;
    }

    private PairedAccount? ByLink(Handle person, ImmutableArray<ProjectedValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var row = context.UserRows[i];
            if (!row.Row.Target.Is("externalId") || values[i].Value is not AttributeValue.Text value)
                continue;
            var hits = _live.With(row.Schema.Name, value);
            if (hits.Count > 1)
                return new PairedAccount.Conflict(null, AccountConflicts.SeveralAccounts("externalId", value.Value, hits.Count));
            if (hits.Count == 1)
                return Known(_live.Table.Rows[hits[0]]);
        }

        if (context.Ledger.Entries.GetValueOrDefault(context.KeyOf(person)) is not { } entry)
            return null;
        if (context.Target.Roster.Find(entry.Id) is { } account && _live.Table.RowOf(account) >= 0)
            return owners.LinkedTo(account) is { Person: { } other } && other != person ? null : Known(account);
        return entry.CreatedAt is { } created && context.Target.TakenAt - created < Matcher.VisibilityWindow ? new PairedAccount.NotYetVisible(entry.Id) : null;
    }

    private PairedAccount Known(Handle account) =>
        names.IsIgnored(account) ? new PairedAccount.Conflict(account, AccountConflicts.IsIgnored(context.Target.Roster.NameOf(account))) : new PairedAccount.Linked(account);

    private PairedAccount ByMatch(Handle person, ImmutableArray<ProjectedValue> values)
    {
        var order = Enumerable.Range(0, values.Length).Where(i => context.UserRows[i].Row.Match is not null).OrderBy(i => context.UserRows[i].Row.Match).ToArray();
        for (var at = 0; at < order.Length; at++)
        {
            var (row, value) = (context.UserRows[order[at]], values[order[at]].Value);
            if (value is not (AttributeValue.Text or AttributeValue.Texts))
                continue;
            var hits = _live.With(row.Schema.Name, value).Select(r => _live.Table.Rows[r]).Where(a => PersonOf(a) is null).ToArray();
            if (hits.Length > 1)
                return new PairedAccount.Conflict(null, AccountConflicts.SeveralAccounts(row.Schema.Name, value.ToString(), hits.Length));
            if (hits.Length == 1)
                return Judge(person, values, order[..at], hits[0], row, value.ToString());
        }

        return new PairedAccount.Missing();
    }

    private PairedAccount Judge(Handle person, ImmutableArray<ProjectedValue> values, int[] earlier, Handle account, ProjectedRow by, string value)
    {
        var name = context.Target.Roster.NameOf(account);
        if (names.IsIgnored(account))
            return new PairedAccount.Conflict(account, AccountConflicts.IsIgnored(name));
        if (owners.LinkedTo(account) is { } owner && owner.Person != person)
            return new PairedAccount.Conflict(account, AccountConflicts.LinkedToAnother(name, owner.Name));
        foreach (var i in earlier)
        {
            var (row, mapped) = (context.UserRows[i], values[i].Value);
            var live = context.Live(account, row.Schema);
            if (!live.IsAbsent && mapped is AttributeValue.Text && !context.Same(row.Schema, live, mapped))
                return new PairedAccount.Conflict(account, AccountConflicts.AnotherPerson(by.Schema.Name, value, row.Schema.Name, live.ToString(), mapped.ToString()));
        }

        return new PairedAccount.Found(account, new RecognisedBy.ByAttribute(by.Schema.Name));
    }

    private PairedAccount Take(Handle person, PairedAccount pair)
    {
        var account = pair switch { PairedAccount.Linked l => l.Account, PairedAccount.Found f => f.Account, _ => (Handle?)null };
        if (account is { } taken && !_taken.TryAdd(taken, person) && _taken[taken] != person)
            return new PairedAccount.Conflict(taken, AccountConflicts.LinkedToAnother(context.Target.Roster.NameOf(taken), context.NameOf(_taken[taken])));
        return pair;
    }
}
