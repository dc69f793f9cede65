using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>The accounts of one application: wanted ones and all that are there, each as an entry.</summary>
internal sealed class Accounts
{
    private readonly AccountContext _context;
    private readonly AccountOwners _owners;
    private readonly AccountPairing _pairing;
    private readonly AccountValues _values;
    private readonly AccountRemoval _removal;
    private readonly Dictionary<Handle, Handle> _accountOf = [];
    private readonly Dictionary<Handle, Handle> _subjectOf = [];
    private readonly HashSet<Handle> _wanted = [];
    private readonly Dictionary<Handle, Cause> _linked = [];
    private readonly Dictionary<ResourceKey, ImmutableArray<ProjectedValue>> _desired = [];
    private readonly AccountNames _names;

    public Accounts(AccountContext context)
    {
        _context = context;
        _names = new AccountNames(context);
        _owners = new AccountOwners(context);
        _pairing = new AccountPairing(context, _owners, _names);
        _values = new AccountValues(context, context.UserRows, context.Scim.Profile.Users);
        _removal = new AccountRemoval(context);
    }

    /// <summary>What an account is to hold, as 16 hex digits; null where nobody is to have one by that key.</summary>
    public string? Fingerprint(ResourceKey key) => _desired.TryGetValue(key, out var values)
        ? Fingerprints.Of(values.Select((v, i) => ($"{_context.UserRows[i].Schema.Name} {v.Flow}", v.Value)))
        : null;

    /// <summary>How many live accounts are linked: what guards measure against.</summary>
    public int Linked { get; private set; }

    /// <summary>The account that a person has or will have; null when they have none.</summary>
    public Handle? AccountOf(Handle person) => _accountOf.TryGetValue(person, out var account) ? account : null;

    /// <summary>The person whose account it is; null for accounts that are nobody's, or not linked.</summary>
    public Handle? PersonOf(Handle account) => OwnerOf(account, Kind.User);

    /// <summary>Why an account that we linked has no access, also of somebody whom only the ledger remembers; null for other accounts.</summary>
    public Cause? EndOf(Handle account) => _linked.GetValueOrDefault(account);

    /// <summary>The directory's group that a pushed one stands for.</summary>
    public Handle? GroupOf(Handle account) => OwnerOf(account, Kind.Group);

    /// <summary>Says that an account or group of the target is somebody's.</summary>
    public Handle Own(Handle subject, Handle account)
    {
        _accountOf[subject] = account;
        _subjectOf[account] = subject;
        _context.Target.Roster.Bind(_context.KeyOf(subject), account);
        return account;
    }

    private Handle? OwnerOf(Handle account, Kind kind) => _subjectOf.TryGetValue(account, out var subject) && _context.Outlook.Roster.KindOf(subject) == kind ? subject : null;

    public IEnumerable<Entry> Plan()
    {
        var entries = new List<Entry>();
        var wanted = new List<(Handle Person, ImmutableArray<ProjectedValue> Values)>();
        var standings = new Dictionary<Handle, Standing>();
        foreach (var person in _context.Outlook.After(_context.Application).People.OrderBy(_context.NameOf, StringComparer.OrdinalIgnoreCase))
        {
            var standing = standings[person] = Standing.Of(_context.Outlook, _context.Application, _context.Scim.Users, person);
            if (standing.IsWanted && _wanted.Add(person))
                wanted.Add((person, _context.Evaluate(_context.UserRows, person, isSoftDeleted: false)));
        }

        foreach (var (person, values) in wanted)
            _desired.TryAdd(_context.KeyOf(person), values);
        var twice = SharedIdentities.Among(_context, wanted);
        var pairs = _pairing.Pair([.. wanted.Where(w => !twice.ContainsKey(w.Person))]);
        foreach (var (person, values) in wanted)
            entries.Add(Wanted(person, values, standings[person].Cause, twice.GetValueOrDefault(person) ?? pairs[person]));
        var seen = entries.Select(e => e.Object).ToHashSet();
        entries.AddRange(_context.Target[Kind.User].Rows.Where(a => !seen.Contains(a)).Select(Unwanted).ToArray());
        Linked = pairs.Values.Count(p => p is PairedAccount.Linked) + _linked.Count;
        return entries;
    }

    /// <summary>An account that changes or stays, with its references to other accounts: a manager, an assistant.</summary>
    public Entry WithReferences(Entry entry)
    {
        if (PersonOf(entry.Object) is not { } person || entry.Change is Change.Blocked or Change.Disable or Change.Delete or Change.Keep { Why: not KeepReason.Unchanged })
            return entry;
        var changes = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var row in _context.Scim.Users.Attributes.Where(r => r.IsReference))
        {
            if (_context.Target.Schema[Kind.User].FindLink(row.Target.ToString()) is not { } link || row.Source is not Mapping.MappingSource.Direct direct)
                continue;
            var ends = _context.Outlook.View.Links(direct.Attribute.Name, person).Ends.Select(e => AccountOf(e.To)).OfType<Handle>();
            var live = _context.Target.Links(link.Name, entry.Object);
            var (adds, removes) = LinkSet.Of(ends).Against(live);
            var cause = new Cause.Mapped(_context.Scim.Users.Key, row.Source.ToString() ?? "", row.Span.IsNone ? _context.Scim.Users.Span : row.Span);
            if (!adds.IsEmpty || (!removes.IsEmpty && _context.Doubt is null))
            {
                changes.Add(new LinkChange(link, [.. adds.Select(e => new LinkEdit(e, cause))], _context.Doubt is null ? [.. removes.Select(e => new LinkEdit(e, cause))] : [], 0)
                {
                    Before = live.Ends.Length,
                    Span = cause.At,
                });
            }
        }

        return changes.Count == 0 ? entry : entry with
        {
            Links = changes.ToImmutable(),
            Change = entry.Change is Change.Keep ? new Change.Update() : entry.Change,
            Effects = entry.Effects | (entry.Change is Change.Create ? Effects.None : Effects.Updated),
        };
    }

    private Entry Wanted(Handle person, ImmutableArray<ProjectedValue> values, Cause cause, PairedAccount pair)
    {
        var key = _context.KeyOf(person);
        var roster = _context.Target.Roster;
        switch (pair)
        {
            case PairedAccount.Conflict conflict:
                return Named(new Entry(conflict.Account ?? roster.Declared(key), Kind.User, new Change.Blocked(conflict.Why), cause), person);
            case PairedAccount.NotYetVisible pending:
                return Named(new Entry(Own(person, roster.Live(Kind.User, pending.Id)), Kind.User, new Change.Keep(KeepReason.NotYetVisible), cause), person);
            case PairedAccount.Linked linked:
                return Existing(person, values, cause, Own(person, linked.Account), null);
            case PairedAccount.Found found:
                return Existing(person, values, cause, Own(person, found.Account), found.By);
            default:
                return New(person, values, cause, roster.Declared(key));
        }
    }

    private Entry New(Handle person, ImmutableArray<ProjectedValue> values, Cause cause, Handle account)
    {
        var entry = new Entry(account, Kind.User, new Change.Create(), cause);
        if (AccountValues.IsLeftAlone(values))
            return Named(entry with { Change = new Change.Keep(KeepReason.Policy, "the mapping leaves this person out") }, person);
        if (_values.Fault(values, isNew: true) is { } fault)
            return Named(entry with { Change = new Change.Blocked(fault) }, person);
        if (!_context.Scim.Actions.HasFlag(AccountActions.Create))
            return Named(entry with { Change = new Change.Keep(KeepReason.Policy, "actions: without create") }, person);
        // What is not in a list that was cut short may exist all the same.
        if (!_context.Target.CompletenessOf(Kind.User.Name).IsProven)
            return Named(entry with { Change = new Change.Keep(KeepReason.Incomplete, "not created while the list of accounts is not read whole") }, person);
        Own(person, account);
        var cells = _values.ForCreate(values);
        if (_context.Target.Schema[Kind.User].WithRole(AttributeRole.Enablement) is { } open && !cells.Any(c => c.Attribute == open))
            cells = cells.Add(new CellChange(open, AttributeValue.None, AttributeValue.Of(true), cause));
        return Named(entry with { Cells = cells, Effects = Effects.Created }, person);
    }

    private Entry Existing(Handle person, ImmutableArray<ProjectedValue> values, Cause cause, Handle account, RecognisedBy.ByAttribute? found)
    {
        var entry = new Entry(account, Kind.User, found is null ? new Change.Update() : new Change.Adopt(found), cause);
        if (AccountValues.IsLeftAlone(values))
            return Named(entry with { Change = new Change.Keep(KeepReason.Policy, "the mapping leaves this person out") }, person);
        if (_names.IsProtected(account))
            return Named(entry with { Change = new Change.Keep(KeepReason.Protected, "protected") }, person);
        if (_values.Fault(values, isNew: false) is { } fault)
            return Named(entry with { Change = new Change.Blocked(fault) }, person);
        var cells = _values.Differing(values, account).ToList();
        var mayUpdate = _context.Scim.Actions.HasFlag(AccountActions.Update);
        if (!mayUpdate)
            cells.Clear();
        entry = mayUpdate ? Opened(entry, person, values, cells) : entry;
        if (found is null && cells.Count == 0)
            return Named(entry with { Change = new Change.Keep(KeepReason.Unchanged) }, person);
        return Named(entry with { Cells = Cells.Sorted(_context.Target.Schema[Kind.User], cells), Effects = EffectsOf(cells) | (found is null ? Effects.None : Effects.Adopted) }, person);
    }

    // Opening an account that somebody else closed waits for a written reason.
    private Entry Opened(Entry entry, Handle person, ImmutableArray<ProjectedValue> values, List<CellChange> cells)
    {
        var enablement = _context.Enablement;
        var row = _context.UserRows.IndexOf(_context.UserRows.FirstOrDefault(r => r.Schema == enablement) ?? _context.UserRows[0]);
        var isMapped = _context.UserRows[row].Schema == enablement;
        var wanted = isMapped ? values[row].Flow == Mapping.Flow.Value ? values[row].Value : AttributeValue.None : AttributeValue.Of(true);
        var isOpen = _context.IsOpen(entry.Object);
        if (wanted is not AttributeValue.Flag flag || flag.Value == isOpen)
            return entry;
        var cause = isMapped ? _context.UserRows[row].Cause : entry.Cause;
        var closedByUs = _context.Ledger.Entries.GetValueOrDefault(_context.KeyOf(person))?.Left ?? false;
        if (flag.Value && !closedByUs && ReasonOf(person) is null)
        {
            return entry with
            {
                Held = entry.Held.Add(new HeldChange(enablement.Name, "somebody else closed this account", "Write enable: REASON on the person to open it again.", cause.Span)),
            };
        }

        cells.Add(new CellChange(enablement, _context.Live(entry.Object, enablement), wanted, cause));
        return entry;
    }

    private string? ReasonOf(Handle person) => _context.Outlook.Roster.KeyOf(person) is { } key
        ? _context.Outlook.Model.Resources.FirstOrDefault(r => r.Key == key)?.EnableReason : null;

    private Entry Unwanted(Handle account)
    {
        var entry = new Entry(account, Kind.User, new Change.Keep(KeepReason.Unchanged), new Cause.NoAccess("nobody we know", null, Diagnostics.SourceSpan.None))
        {
            Id = _context.Target.Roster.IdOf(account),
            Name = _context.Target.Roster.NameOf(account),
        };
        if (_names.IsIgnored(account))
            return entry with { Change = new Change.Keep(KeepReason.Ignored) };
        if (_owners.LinkedTo(account) is { } owner)
            return Known(entry, owner);
        if (_names.IsProtected(account))
            return entry with { Change = new Change.Keep(KeepReason.Protected, "protected") };
        if (_owners.LooksLike(account) is { } similar)
            return entry with { Change = new Change.Keep(KeepReason.Unlinked, $"looks like {similar.Name}"), Cause = WhyNot(similar) };
        return _context.Scim.Unknown == UnknownAccounts.Deactivate
            ? _removal.Unknown(entry)
            : entry with { Change = new Change.Keep(KeepReason.Unknown) };
    }

    private Entry Known(Entry entry, AccountOwner owner)
    {
        var key = owner.Person is { } person ? _context.KeyOf(person) : new ResourceKey(Kind.User, owner.Name);
        if (owner.Person is { } known)
            _subjectOf[entry.Object] = known;
        // A second account of somebody whose first one is paired keeps its own name.
        if (_context.Target.Roster.Find(key) is null)
            _context.Target.Roster.Bind(key, entry.Object);
        entry = entry with { Key = key, Name = owner.Name, Cause = WhyNot(owner) };
        _linked[entry.Object] = entry.Cause;
        if (_names.IsProtected(entry.Object))
            return entry with { Change = new Change.Keep(KeepReason.Protected, "protected") };
        // Whoever is to have an account does not lose one because it is not sure which.
        return owner.Person is { } wanted && _wanted.Contains(wanted)
            ? entry with { Key = null, Change = new Change.Keep(KeepReason.InConflict, $"{owner.Name} is to have one account") }
            : _removal.Unassigned(entry);
    }

    private Cause WhyNot(AccountOwner owner) => owner.Person is { } person
        ? Standing.Of(_context.Outlook, _context.Application, _context.Scim.Users, person).Cause
        : new Cause.NoAccess("no longer declared", new Cause.Undeclared(_context.Ledger.Entries.GetValueOrDefault(new ResourceKey(Kind.User, owner.Name))?.File ?? ""), Diagnostics.SourceSpan.None);

    private Entry Named(Entry entry, Handle person) => entry with
    {
        Key = _context.KeyOf(person),
        Id = _context.Target.Roster.IdOf(entry.Object),
        Name = _context.NameOf(person),
        Privileged = _context.Outlook.EntryOf(person)?.Privileged ?? false,
    };

    private Effects EffectsOf(List<CellChange> cells)
    {
        var effects = Effects.None;
        foreach (var cell in cells)
        {
            effects |= cell.Attribute == _context.Enablement
                ? cell.After == AttributeValue.Of(false) ? Effects.Disabled : Effects.Enabled
                : Effects.Updated | (cell.Attribute.Identifier && !cell.Before.IsAbsent ? Effects.IdentifierChanged : Effects.None);
        }

        return effects;
    }
}
