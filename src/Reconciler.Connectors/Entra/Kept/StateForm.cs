using System.Security.Cryptography;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>
/// Users and groups of a snapshot as bytes: a digest, the head, every value once, every object once, rows of values, links of objects.
/// The recycle bin, roles and applications are not in it: they are read each time.
/// </summary>
internal static class StateForm
{
    private const int Version = 1;
    private static readonly string[] Links = [GroupSchema.Members, GroupSchema.Owners, UserSchema.Manager];
    private static readonly Kind[] Kinds = [Kind.User, Kind.Group];

    public static byte[] Write(KeptState head, Snapshot snapshot)
    {
        var bytes = new StateBytes();
        bytes.Number(Version);
        bytes.Text(head.Stamp);
        bytes.Ticks(head.TakenAt.UtcTicks);
        bytes.Text(head.Users);
        bytes.Text(head.Groups);
        var body = new StateBytes();
        var values = new ValuesOut(snapshot.Pool);
        var objects = new ObjectsOut(snapshot.Roster);
        foreach (var kind in Kinds)
            Write(body, snapshot[kind], values, objects);
        Write(body, snapshot, objects);
        values.Write(bytes);
        objects.Write(bytes);
        return [.. SHA256.HashData([.. bytes.Written, .. body.Written]), .. bytes.Written, .. body.Written];
    }

    /// <summary>The head alone; null where the bytes are not whole or of another version.</summary>
    public static KeptState? Head(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(bytes[..SHA256.HashSizeInBytes]))
            return null;
        var reader = new KeptBytes(bytes[SHA256.HashSizeInBytes..]);
        return Head(ref reader);
    }

    /// <summary>Puts what is kept into a snapshot that holds no user and no group yet.</summary>
    /// <exception cref="InvalidDataException">Bytes that this version did not write.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, Snapshot snapshot)
    {
        var reader = new KeptBytes(bytes[SHA256.HashSizeInBytes..]);
        _ = Head(ref reader) ?? throw new InvalidDataException("the kept state is of another version");
        var values = ValuesIn.Read(ref reader, snapshot.Pool);
        var objects = ObjectsIn.Read(ref reader, snapshot.Roster);
        foreach (var kind in Kinds)
            Read(ref reader, snapshot[kind], values, objects);
        ReadLinks(ref reader, snapshot, objects);
        Label(snapshot, Kind.User, "userPrincipalName");
        Label(snapshot, Kind.Group, "displayName");
    }

    private static KeptState? Head(ref KeptBytes reader) => reader.Number() == Version
        ? new KeptState(reader.Text(), new DateTimeOffset(reader.Ticks(), TimeSpan.Zero), reader.Text(), reader.Text())
        : null;

    private static void Write(StateBytes body, ResourceTable table, ValuesOut values, ObjectsOut objects)
    {
        var rows = Enumerable.Range(0, table.Count).Where(r => !table.IsDeleted(r)).ToArray();
        var columns = Kept(table);
        body.Number(rows.Length);
        body.Number(columns.Length);
        foreach (var row in rows)
            body.Number(objects.IndexOf(table.Rows[row]));
        foreach (var column in columns)
        {
            foreach (var row in rows)
                body.Number(values.IndexOf(table.Cell(row, column)));
        }
    }

    private static void Read(ref KeptBytes reader, ResourceTable table, ValueId[] values, Handle[] objects)
    {
        var count = reader.Count(4);
        var columns = Kept(table);
        if (reader.Number() != columns.Length)
            throw new InvalidDataException("the kept state has other attributes");
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = table.Add(objects[reader.Index(objects.Length)]);
        foreach (var column in columns)
        {
            foreach (var row in rows)
                table.Set(row, column, values[reader.Index(values.Length)]);
        }
    }

    private static void Write(StateBytes body, Snapshot snapshot, ObjectsOut objects)
    {
        foreach (var link in Links)
        {
            var lists = snapshot.AllLinks.Where(l => l.Key.Link == link && !l.Value.Ends.IsEmpty).ToArray();
            body.Number(lists.Length);
            foreach (var (source, set) in lists)
            {
                body.Number(objects.IndexOf(source.From));
                body.Number(set.Ends.Length);
                foreach (var end in set.Ends)
                    body.Number(objects.IndexOf(end.To));
            }
        }
    }

    private static void ReadLinks(ref KeptBytes reader, Snapshot snapshot, Handle[] objects)
    {
        foreach (var link in Links)
        {
            var count = reader.Count(8);
            for (var i = 0; i < count; i++)
            {
                var from = objects[reader.Index(objects.Length)];
                var ends = new LinkEnd[reader.Count(4)];
                for (var e = 0; e < ends.Length; e++)
                    ends[e] = objects[reader.Index(objects.Length)];
                snapshot.SetLinks(link, from, LinkSet.Of(ends));
            }
        }
    }

    // Roles are not an attribute of the user's own: who holds them is asked each time.
    private static int[] Kept(ResourceTable table) =>
        [.. table.Schema.Attributes.Select((a, i) => (a.Name, i)).Where(a => !UserSchema.Computed.Contains(a.Name)).Select(a => a.i)];

    private static void Label(Snapshot snapshot, Kind kind, string attribute)
    {
        var table = snapshot[kind];
        var column = table.Schema.IndexOf(attribute);
        for (var row = 0; row < table.Count; row++)
        {
            if (table.Cell(row, column) is { IsAbsent: false } name)
                snapshot.Roster.Label(table.Rows[row], snapshot.Pool[name].ToString());
        }
    }
}
