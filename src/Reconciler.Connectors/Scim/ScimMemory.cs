using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>
/// What the readers and writers of one connection share: limits, what the service said about itself, and what answers taught about its dialect.
/// All of it is advice; losing it costs requests.
/// </summary>
internal sealed class ScimMemory(ScimProfile profile, TimeProvider time)
{
    private readonly Pace? _reads = PaceOf(profile.Http.Reads, time);
    private readonly Pace? _writes = PaceOf(profile.Http.Writes, time);
    private readonly Pace? _userWrites = PaceOf(profile.Http.UserWrites, time);
    private readonly Pace? _groupWrites = PaceOf(profile.Http.GroupWrites, time);
    private readonly ConcurrentDictionary<RemoteId, Pace> _members = new();

    public Budget Budget { get; } = new(time);

    /// <summary>Requests at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(profile.Http.Concurrency);

    /// <summary>What the service says about itself; null = not asked yet.</summary>
    public ServiceConfig? Config { get; set; }

    /// <summary>Whether a listing was ever answered: then what is missing is an endpoint, and not the service.</summary>
    public bool HasListed { get; set; }

    /// <summary>A value that some live object bears, by kind and plain path: what a filter must find before its silence counts.</summary>
    public ConcurrentDictionary<(Kind Kind, string Path), string> Known { get; } = new();

    /// <summary>Whether filters of a form work, by kind and plain path.</summary>
    public ConcurrentDictionary<(Kind Kind, string Path), FilterTrust> Trust { get; } = new();

    /// <summary>meta.version of objects as they were last read.</summary>
    public ConcurrentDictionary<RemoteId, string> Versions { get; } = new();

    /// <summary>What this run made: for these, "not found" means "not yet".</summary>
    public ConcurrentDictionary<RemoteId, bool> Made { get; } = new();

    /// <summary>How a value stood in JSON where that was not a text, by attribute.</summary>
    public ConcurrentDictionary<string, JsonValueKind> Spelling { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which of several forms of one meaning last worked, by what was written.</summary>
    public ConcurrentDictionary<string, string> Worked { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<Pace> ReadPaces => Some(_reads);

    public ImmutableArray<Pace> WritePaces(Kind kind) => Some(_writes, kind == Kind.Group ? _groupWrites : _userWrites);

    /// <summary>The limit of one group's members; null = none is known.</summary>
    public Pace? MembersOf(RemoteId group) => profile.Members.Rate is { } rate ? _members.GetOrAdd(group, _ => new Pace(rate.Count, rate.Span, time)) : null;

    private static Pace? PaceOf(ScimRate? rate, TimeProvider time) => rate is { } r ? new Pace(r.Count, r.Span, time) : null;

    private static ImmutableArray<Pace> Some(params ReadOnlySpan<Pace?> paces)
    {
        var some = ImmutableArray.CreateBuilder<Pace>();
        foreach (var pace in paces)
        {
            if (pace is not null)
                some.Add(pace);
        }

        return some.ToImmutable();
    }
}

/// <summary>How far an empty answer to a filter is believed.</summary>
internal enum FilterTrust
{
    /// <summary>The filter did not find what is there.</summary>
    None,

    /// <summary>It finds a value in its own case only.</summary>
    ExactCase,

    /// <summary>It finds a value in any case.</summary>
    AnyCase,
}
