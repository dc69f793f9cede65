using System.Collections.Immutable;
using Reconciler.Connectors.Scim.Listing;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Reading;

/// <summary>One read under way: what asks, the shapes of both kinds, and the snapshot that answers are written into, one thread at a time.</summary>
internal sealed class ScimSession(ScimReadClient client, ScimShapes shapes, Snapshot snapshot, IProgress<ReadProgress>? progress)
{
    private readonly Lock _fold = new();

    public ScimReadClient Client => client;

    public Lister Lister { get; } = new(client);

    public Snapshot Snapshot => snapshot;

    public ResourceShape this[Kind kind] => shapes[kind];

    public bool Holds(Kind kind) => shapes.Holds(kind);

    public ScimProfile Profile => client.Profile;

    public TargetName Target => client.Connection.Name;

    /// <summary>Writes an object with its cells and the links that stand in itself; a group's members are told apart.</summary>
    public Handle Fold(ResourceShape shape, ScimResource resource, RemoteId id)
    {
        lock (_fold)
        {
            var handle = Live(shape.Kind, id);
            snapshot.Roster.Label(handle, shape.LabelOf(resource));
            var table = snapshot[shape.Kind];
            var row = table.Add(handle);
            for (var column = 0; column < shape.Schema.Attributes.Length; column++)
            {
                var attribute = shape.Schema.Attributes[column];
                var value = shape.ValueOf(resource, attribute);
                table.Set(row, column, snapshot.Pool.Intern(value));
                if (value is AttributeValue.Text text)
                    client.Connection.Memory.Known.TryAdd((shape.Kind, shape[attribute.Name].Plain.ToUpperInvariant()), text.Value);
            }

            foreach (var link in shape.Schema.Links.Where(l => !ScimShapes.IsMembers(l)))
                snapshot.SetLinks(link.Name, handle, LinkSet.Of(Ends(shape.EndsOf(resource, link.Name), link)));
            return handle;
        }
    }

    /// <summary>States the members of a group; as many as a service shows at most are only some of them.</summary>
    public void SetMembers(LinkSchema link, Handle group, IEnumerable<ShownEnd> members, Completeness completeness)
    {
        lock (_fold)
        {
            ImmutableArray<Handle> ends = [.. Ends(members, link)];
            var limit = Profile.Members.TruncatedAt;
            if (ends.Length >= limit)
                snapshot.Doubt(link.Name, group, $"{ends.Length} members are shown, and the service shows no more than {limit}");
            else if (completeness is Completeness.Unproven unproven)
                snapshot.Doubt(link.Name, group, unproven.Why);
            snapshot.SetLinks(link.Name, group, LinkSet.Of(ends, ends.Length >= limit || !completeness.IsProven ? Extent.AtLeast : Extent.Exact));
        }
    }

    public void Complete(string kindOrLink, Completeness completeness)
    {
        lock (_fold)
            snapshot.Completed(kindOrLink, completeness);
    }

    public IProgress<int>? Telling(string what) => progress is null ? null : new Counter(what, progress);

    private IEnumerable<Handle> Ends(IEnumerable<ShownEnd> references, LinkSchema link)
    {
        foreach (var reference in references)
        {
            // An object that was listed is known by its kind; one that nothing is known of is what it says, else what the link leads to.
            var known = snapshot.Roster.Find(reference.Id);
            yield return known ?? snapshot.Roster.Live(reference.Kind ?? link.To[0], reference.Id);
        }
    }

    private Handle Live(Kind kind, RemoteId id)
    {
        var handle = snapshot.Roster.Live(kind, id);
        return snapshot.Roster.KindOf(handle) == kind ? handle : throw new TargetException(Target, new Fault("sameId",
            $"a user and a group of the service both have the id {id}, and are not told apart here", null, "leave groups out of scim in reconciler.yaml for this application"));
    }

    private sealed class Counter(string what, IProgress<ReadProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new ReadProgress(what, value));
    }
}
