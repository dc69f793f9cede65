using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>A plan of entries that a test writes itself: live people and groups under their keys, and whoever is only declared.</summary>
internal sealed class Fabricated
{
    public static readonly LinkSchema Members = Of(Kind.Group, "members");
    public static readonly LinkSchema Owners = Of(Kind.Group, "owners");
    public static readonly LinkSchema Manager = Of(Kind.User, "manager");
    public static readonly Cause Written = new Cause.Declared(At);

    public Fabricated()
    {
        Snapshot = new Snapshot(Roster, new ValuePool(), EstateSchema.Schema, Now);
        foreach (var kind in new[] { Kind.User, Kind.Group })
        {
            foreach (var key in kind == Kind.User ? ["ada", "bob", "carol"] : new[] { "staff" })
            {
                var handle = Roster.Live(kind, new RemoteId($"{kind.Name}-{key}"));
                Roster.Bind(new ResourceKey(kind, key), handle);
                Snapshot[kind].Add(handle);
            }
        }
    }

    public Roster Roster { get; } = new(TargetName.Directory);

    public Snapshot Snapshot { get; }

    /// <summary>The object of a key, live or only declared from now on.</summary>
    public Handle this[string key] => Roster.Find(Key(key)) ?? Roster.Declared(Key(key));

    public static ResourceKey Key(string key) => new(key == "staff" ? Kind.Group : Kind.User, key);

    public static CellChange Cell(string attribute, string after = "b") => new(EstateSchema.Schema[Kind.User].Find(attribute) ?? throw new InvalidOperationException(attribute),
        AttributeValue.None, AttributeValue.Of(after), Written);

    public Entry Entry(string key, Change? change = null, params CellChange[] cells) => new(this[key], Key(key).Kind, change ?? new Change.Update(), Written)
    {
        Key = Key(key),
        Name = key,
        Cells = [.. cells],
    };

    /// <summary>A list whose ends come (<c>+ada</c>) and go (<c>-bob</c>).</summary>
    public LinkChange List(LinkSchema link, params string[] ends) => new(link,
        [.. ends.Where(e => e[0] == '+').Select(e => new LinkEdit(new LinkEnd(this[e[1..]]), Written))],
        [.. ends.Where(e => e[0] == '-').Select(e => new LinkEdit(new LinkEnd(this[e[1..]]), Written))], 0);

    public TargetPlan Plan(params Entry[] entries) => new TargetPlan(TargetName.Directory, Snapshot, [], []) { Fingerprint = k => $"declared {k.Name}" }.With(entries);

    /// <summary>What a list comes to, as it was written: <c>+ada -bob</c>.</summary>
    public string Text(LinkChange list) =>
        string.Join(' ', list.Adds.Select(a => $"+{Roster.NameOf(a.End.To)}").Concat(list.Removes.Select(r => $"-{Roster.NameOf(r.End.To)}")));

    public string Text(Entry entry) => string.Join("; ", entry.Links.Select(l => $"{l.Link.Name} {Text(l)}"));

    private static LinkSchema Of(Kind kind, string link) => EstateSchema.Schema[kind].FindLink(link) ?? throw new InvalidOperationException(link);
}
