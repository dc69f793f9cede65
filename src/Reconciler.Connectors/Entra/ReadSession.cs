using System.Text.Json;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Entra.Kept;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>One read under way: what asks, the snapshot that the answers go into, and the lock that lets chains run at once and fold one by one.</summary>
internal sealed class ReadSession(EntraConnection connection, GraphReadClient client, Snapshot snapshot, MarkWire mark, IProgress<ReadProgress>? progress, IReadCache? cache)
{
    private readonly Lock _fold = new();

    public GraphReadClient Client { get; } = client;

    public Snapshot Snapshot { get; } = snapshot;

    public MarkWire Mark { get; } = mark;

    public IReadCache? Cache { get; } = cache;

    /// <summary>The head under which a whole read is kept; null = it is not.</summary>
    public KeptState? Kept { get; set; }

    /// <summary>What was chosen between ways to read, and by which arithmetic; null = nothing worth telling.</summary>
    public string? Told { get; set; }

    public Leavers Leavers { get; } = new(snapshot);

    /// <summary>Whether the mark may be named in <c>$select</c>.</summary>
    public bool MarkExists { get; set; }

    public Roster Roster => Snapshot.Roster;

    public ValuePool Pool => Snapshot.Pool;

    public TargetName Target => connection.Name;

    public Uri Root => connection.GraphRoot;

    public KnownApplications Known => connection.Applications;

    /// <summary>Says how many users the tenant has: its limits go by that.</summary>
    public void Serves(int users) => connection.Serves(users);

    /// <summary>Writes into the snapshot, one thread at a time.</summary>
    public void Fold(Action write)
    {
        lock (_fold)
            write();
    }

    /// <summary>Streams a page into the snapshot, one thread at a time.</summary>
    /// <exception cref="JsonException">The page is no Graph page.</exception>
    public PageLinks FoldPage(ReadOnlyMemory<byte> page, PageItem item)
    {
        lock (_fold)
            return GraphPage.Read(page.Span, item);
    }

    public void Report(string what, int count) => progress?.Report(new ReadProgress(what, count));
}
