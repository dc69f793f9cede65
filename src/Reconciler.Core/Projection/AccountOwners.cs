using Reconciler.Core.Mapping;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Whose an account is: a person of the directory, or one whom only the ledger remembers.</summary>
internal readonly record struct AccountOwner(string Name, Handle? Person);

/// <summary>
/// Whose account a live one is. Linked = its externalId is what the mapping gives for that person, or the ledger says so; known people are the
/// directory's, its recycle bin's, the declared and the ledger's.
/// </summary>
internal sealed class AccountOwners
{
    private readonly AccountContext _context;
    private readonly Dictionary<string, ResourceKey> _ledger = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<string, Handle>> _known = [];
    private readonly ProjectedRow? _external;

    public AccountOwners(AccountContext context)
    {
        _context = context;
        _external = context.UserRows.FirstOrDefault(r => r.Row.Target.Is("externalId"));
        foreach (var entry in context.Ledger.Entries.Values.Where(e => e.Key.Kind == Kind.User))
            _ledger[entry.Id.Value] = entry.Key;
    }

    /// <summary>Who an account is linked to, or null.</summary>
    public AccountOwner? LinkedTo(Handle account)
    {
        if (_external is { } row && _context.Live(account, row.Schema) is AttributeValue.Text { Value: var externalId })
        {
            // The usual case needs no index: the external id is the directory's own.
            if (row.Row.Source is MappingSource.Direct { Attribute.Name: "objectId" })
            {
                if (_context.Outlook.Roster.Find(new RemoteId(externalId)) is { } person && _context.Outlook.Roster.KindOf(person) == Kind.User)
                    return Of(person);
            }
            else if (Known(_context.UserRows.IndexOf(row)).TryGetValue(row.Normal(externalId), out var person))
            {
                return Of(person);
            }
        }

        return _context.Target.Roster.IdOf(account) is { } id && _ledger.TryGetValue(id.Value, out var key) ? new AccountOwner(key.Name, Find(key)) : null;
    }

    /// <summary>The known person whom an account looks like, by the mapping's match rows; null = nobody we know.</summary>
    public AccountOwner? LooksLike(Handle account)
    {
        for (var i = 0; i < _context.UserRows.Length; i++)
        {
            var row = _context.UserRows[i];
            if (row.Row.Match is not null && _context.Live(account, row.Schema) is AttributeValue.Text { Value: var value }
                && Known(i).TryGetValue(row.Normal(value), out var person))
                return Of(person);
        }

        return null;
    }

    private AccountOwner Of(Handle person) => new(_context.NameOf(person), person);

    private Handle? Find(ResourceKey key) =>
        _context.Outlook.Roster.Find(key) ?? _context.Outlook.View.Find(Kind.User, "userPrincipalName", key.Name);

    // What a row gives for everybody who is known; made when the first account asks.
    private Dictionary<string, Handle> Known(int index)
    {
        if (_known.TryGetValue(index, out var people))
            return people;
        var row = _context.UserRows[index];
        _known.Add(index, people = new Dictionary<string, Handle>(StringComparer.Ordinal));
        foreach (var person in Everybody())
        {
            var source = new PersonSource(_context.Outlook, person, isSoftDeleted: false, _context.Outlook.After(_context.Application).WaysOf(person));
            if (row.Of(source, _context.Evaluation, _context.Awaited(person)) is { Flow: Flow.Value, Value: AttributeValue.Text { Value: var value } })
                people.TryAdd(row.Normal(value), person);
        }

        return people;
    }

    // The recycle bin too: somebody who was deleted is somebody we know.
    private IEnumerable<Handle> Everybody()
    {
        var table = _context.Outlook.Snapshot[Kind.User];
        return _context.Outlook.View.Objects(Kind.User).Concat(table.Rows.Where((_, row) => table.IsDeleted(row))).Distinct();
    }
}
