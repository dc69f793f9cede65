using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Pairing;

/// <summary>
/// Says which live object a declared one is: owner mark, then <c>id:</c>, then the match attributes in order.
/// Doubt is a conflict of that object alone.
/// </summary>
public sealed class Matcher
{
    /// <summary>How long after our own create an object may be missing from a read without having been deleted.</summary>
    public static readonly TimeSpan VisibilityWindow = TimeSpan.FromMinutes(15);

    private readonly string _workspace;
    private readonly EarlierRevision? _earlier;
    private readonly Snapshot _snapshot;
    private readonly Ledger _ledger;
    private readonly LiveIndex _live;
    private readonly ImmutableArray<string> _match;
    private readonly Dictionary<Handle, ResourceKey> _taken = [];
    private readonly Dictionary<Handle, DeclaredResource> _certain = [];

    private Matcher(IdentityModel model, Snapshot snapshot, Ledger ledger, LiveIndex live, ImmutableArray<string> match) =>
        (_workspace, _earlier, _snapshot, _ledger, _live, _match) = (model.Settings.Workspace, model.Earlier, snapshot, ledger, live, match);

    /// <summary>Pairs all declared and all marked live objects of one kind; binds keys to handles in the snapshot's roster.</summary>
    public static ImmutableArray<Paired> Pair(IdentityModel model, LiveIndex live, Snapshot snapshot, Ledger ledger, ImmutableArray<string> match)
    {
        var kind = live.Table.Schema.Kind;
        var matcher = new Matcher(model, snapshot, ledger, live, match);
        var declared = model.OfKind(kind).ToImmutableArray();
        var pairs = ImmutableArray.CreateBuilder<Paired>(declared.Length);

        // Certain ways before uncertain ones, so that a mark is never lost to a look-alike.
        var byMark = declared.Select(d => (Declared: d, Pair: matcher.ByMark(d) ?? matcher.ById(d))).ToArray();
        foreach (var (_, pair) in byMark)
        {
            if (pair is not null && HandleOf(pair) is var (known, handle))
                matcher._certain[handle] = known;
        }

        foreach (var (resource, pair) in byMark)
            pairs.Add(matcher.Take(pair ?? matcher.ByAttributes(resource)));
        var keys = declared.Select(d => d.Key.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var row in live.MarkedBy(matcher._workspace))
        {
            // The mark of a declared key that was not taken is part of that key's conflict.
            if (!matcher._taken.ContainsKey(live.Table.Rows[row]) && !keys.Contains(matcher.Mark(row).Key))
                pairs.Add(matcher.Undeclared(row));
        }

        return pairs.ToImmutable();
    }

    private Paired? ByMark(DeclaredResource declared)
    {
        if (declared.Existing)
            return null;
        var own = _live.WithMark(_workspace, declared.Key.Name);
        if (own.Count > 1)
            return new Paired.Ambiguous(declared, Handles(own), Conflicts.MarkedTwice($"{_workspace}/{declared.Key.Name}", own.Count));
        if (own.Count == 1)
            return Reserve(new Paired.Both(declared, _live.Table.Rows[own[0]], new RecognisedBy.ByMark(Mark(own[0])), _live.Table.IsDeleted(own[0])));
        foreach (var old in declared.Previously)
        {
            var rows = _live.WithMark(old.Workspace, old.Key);
            if (rows.Count > 1)
                return new Paired.Ambiguous(declared, Handles(rows), Conflicts.MarkedTwice($"{old.Workspace}/{old.Key}", rows.Count));
            if (rows.Count == 1)
                return Reserve(new Paired.Rekey(declared, _live.Table.Rows[rows[0]], Mark(rows[0]), _live.Table.IsDeleted(rows[0])));
        }

        return null;
    }

    private Paired? ById(DeclaredResource declared)
    {
        if (declared.Id is not { } id)
            return null;
        var row = _snapshot.Roster.Find(id) is { } handle ? _live.Table.RowOf(handle) : -1;
        if (row < 0)
            return new Paired.Conflict(declared, null, Conflicts.IdNotFound(id.Value, IsComplete));
        if (_live.MarkOf(row) is { } mark && !mark.Names(_workspace, declared.Key.Name) && !declared.Existing)
            return new Paired.Conflict(declared, _live.Table.Rows[row], Conflicts.MarkedByOthers(id.Value, $"{mark.Workspace}/{mark.Key}"));
        return Reserve(declared.Existing
            ? new Paired.External(declared, _live.Table.Rows[row])
            : new Paired.Both(declared, _live.Table.Rows[row], new RecognisedBy.ById(), _live.Table.IsDeleted(row)));
    }

    private Paired ByAttributes(DeclaredResource declared)
    {
        var match = declared.IsGuest ? ["mail"] : _match;
        for (var i = 0; i < match.Length; i++)
        {
            var attribute = match[i];
            var value = declared.Value(attribute);
            var hits = _live.With(attribute, value).Where(row => !MovesAway(row, attribute)).ToArray();
            if (hits.Length > 0)
                return Judge(declared, match, i, value.ToString(), hits);
        }

        if (declared.Existing)
            return new Paired.Conflict(declared, null, Conflicts.ExistingNotFound(Tried(declared, match)));
        if (_ledger.Entries.GetValueOrDefault(declared.Key) is { CreatedAt: { } created } entry
            && _snapshot.TakenAt - created < VisibilityWindow && _snapshot.Roster.Find(entry.Id) is null)
            return new Paired.NotYetVisible(declared, _snapshot.Roster.Live(declared.Key.Kind, entry.Id));
        return new Paired.OnlyDesired(declared, _snapshot.Roster.Declared(declared.Key));
    }

    // An object that is certainly another declared one and gives the value up is no look-alike: who takes the value waits for it.
    private bool MovesAway(int row, string attribute)
    {
        if (!_certain.TryGetValue(_live.Table.Rows[row], out var other))
            return false;
        var said = other.Cells.FirstOrDefault(c => c.Attribute == attribute);
        return said.Attribute is not null && !_live.With(attribute, said.Value).Contains(row);
    }

    private Paired Judge(DeclaredResource declared, ImmutableArray<string> match, int by, string value, IReadOnlyList<int> hits)
    {
        var attribute = match[by];
        var present = hits.Where(r => !_live.Table.IsDeleted(r)).ToArray();
        if (present.Length == 0)
            return Conflict(hits[0], Conflicts.HitIsDeleted(attribute, value));
        if (present.Length > 1)
            return new Paired.Ambiguous(declared, Handles(present), Conflicts.SeveralHits(attribute, value, present.Length));
        var row = present[0];
        if (_live.MarkOf(row) is { } mark && !declared.Existing)
            return Conflict(row, Conflicts.MarkedForAnother(attribute, value, $"{mark.Workspace}/{mark.Key}"));
        foreach (var earlier in match.Take(by))
        {
            var (live, said) = (_live.Value(row, earlier), declared.Value(earlier));
            if (!live.IsAbsent && !said.IsAbsent && live != said)
                return Conflict(row, Conflicts.AnotherPerson(attribute, value, earlier, live.ToString(), said.ToString()));
        }

        // Whoever may edit a team's file must not become an administrator by naming a group as the administrators' is named.
        if (ValueOf(row, AttributeRole.Privilege) is { IsAbsent: false } roles && roles != AttributeValue.Of(false))
            return Conflict(row, Conflicts.HitIsPrivileged(attribute, value, roles is AttributeValue.Flag ? "can hold directory roles" : $"holds {roles}"));
        if (declared.Existing)
            return new Paired.External(declared, _live.Table.Rows[row]);
        if (ValueOf(row, AttributeRole.Enablement) == AttributeValue.Of(false))
            return Conflict(row, Conflicts.HitIsDisabled(attribute, value));
        if (ValueOf(row, AttributeRole.Membership) is AttributeValue.Text liveType)
        {
            var said = declared.Value(_live.Table.Schema.WithRole(AttributeRole.Membership)?.Name ?? "") is AttributeValue.Text t ? t.Value : "Member";
            if (!string.Equals(liveType.Value, said, StringComparison.OrdinalIgnoreCase))
                return Conflict(row, Conflicts.HitIsOfOtherType(attribute, value, liveType.Value, said));
        }

        return new Paired.Both(declared, _live.Table.Rows[row], new RecognisedBy.ByAttribute(attribute), false);

        Paired.Conflict Conflict(int hit, PairingConflict why) => new(declared, _live.Table.Rows[hit], why);
    }

    private Paired.OnlyLive Undeclared(int row)
    {
        var handle = _live.Table.Rows[row];
        var mark = Mark(row);
        var key = new ResourceKey(_live.Table.Schema.Kind, mark.Key);
        var evidence = EvidenceOf(key);
        // Declared or not: it goes by the name that everybody knows it by.
        if (_snapshot.Roster.Find(key) is null)
            _snapshot.Roster.Bind(key, handle);
        var id = _snapshot.Roster.IdOf(handle);
        Claim? claim = id is { } known ? Claim.Marked.From(_workspace, mark, known, evidence) : null;
        return new Paired.OnlyLive(handle, mark, claim, _live.Table.IsDeleted(row));
    }

    // What an apply wrote down says which object it was; a revision only says that the key was ours. What stood there as somebody else's was never ours.
    private Evidence? EvidenceOf(ResourceKey key) =>
        _ledger.Entries.GetValueOrDefault(key) is { } entry ? new Evidence.Ledgered(entry)
        : _earlier?.Find(key) is { Existing: false } before ? new Evidence.BaseRevision(before.Key, before.Span.File ?? "")
        : null;

    // A live object found by a certain way is not up for a look-alike, whatever the order of keys.
    private Paired Reserve(Paired pair)
    {
        if (HandleOf(pair) is var (declared, handle) && !_taken.TryAdd(handle, declared.Key) && _taken[handle] != declared.Key)
            return new Paired.Conflict(declared, handle, Conflicts.ClaimedTwice(_taken[handle].Name));
        return pair;
    }

    private Paired Take(Paired pair)
    {
        pair = Reserve(pair);
        if (HandleOf(pair) is var (declared, handle))
            _snapshot.Roster.Bind(declared.Key, handle);
        return pair;
    }

    private static (DeclaredResource Declared, Handle Object)? HandleOf(Paired pair) => pair switch
    {
        Paired.Both b => (b.Declared, b.Object),
        Paired.Rekey r => (r.Declared, r.Object),
        Paired.External e => (e.Declared, e.Object),
        Paired.NotYetVisible n => (n.Declared, n.Object),
        _ => null,
    };

    private bool IsComplete => _snapshot.CompletenessOf(_live.Table.Schema.Kind.Name).IsProven;

    private OwnerMark Mark(int row) => _live.MarkOf(row) ?? throw new InvalidOperationException("a row found by mark bears one");

    private AttributeValue ValueOf(int row, AttributeRole role) =>
        _live.Table.Schema.WithRole(role) is { } schema ? _live.Value(row, schema.Name) : AttributeValue.None;

    private ImmutableArray<Handle> Handles(IEnumerable<int> rows) => [.. rows.Select(r => _live.Table.Rows[r])];

    private static string Tried(DeclaredResource declared, ImmutableArray<string> match) =>
        string.Join(", ", match.Where(m => !declared.Value(m).IsAbsent).Select(m => $"{m} {declared.Value(m)}")) is { Length: > 0 } tried
            ? tried : "none of the match attributes is written";
}
