using System.Collections.Immutable;
using Reconciler.Emulator.Faults;

namespace Reconciler.Emulator;

/// <summary>What an application asks of its callers, where the RFCs leave a choice, and faults; every property may be changed while it runs.</summary>
public sealed class ScimSwitches
{
    private readonly FaultQueue _faults = new();

    /// <summary>The only bearer tokens accepted; null accepts any that is not empty, unless another credential is asked for.</summary>
    public ImmutableArray<string>? ValidTokens { get; set; }

    /// <summary>Bearer tokens that answer 401 with <c>invalid_token</c> and "The access token expired".</summary>
    public ImmutableArray<string> ExpiredTokens { get; set; } = [];

    /// <summary>User name of a basic credential that is accepted.</summary>
    public string? BasicUser { get; set; }

    /// <summary>Password beside <see cref="BasicUser"/>.</summary>
    public string? BasicPassword { get; set; }

    /// <summary>A header that is accepted as the credential.</summary>
    public (string Name, string Value)? Header { get; set; }

    /// <summary>Opens the token endpoint to this client.</summary>
    public ScimOAuthClient? OAuth2 { get; set; }

    /// <summary>No credential is needed.</summary>
    public bool Anonymous { get; set; }

    /// <summary>Whether there are groups; otherwise their endpoint is unknown.</summary>
    public bool GroupsEnabled { get; set; } = true;

    /// <summary>Attributes a user must have besides userName, as <c>name.familyName</c>, <c>emails</c> or <c>password</c>.</summary>
    public ImmutableArray<string> Required { get; set; } = [];

    /// <summary>Domains that userName and emails must be in; empty allows all.</summary>
    public ImmutableArray<string> EmailDomains { get; set; } = [];

    /// <summary>Paging by startIndex and count.</summary>
    public bool IndexPaging { get; set; } = true;

    /// <summary>Paging by cursors (RFC 9865).</summary>
    public bool CursorPaging { get; set; } = true;

    /// <summary>Resources in a page when no count is asked for.</summary>
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>Resources in a page at most.</summary>
    public int MaxPageSize { get; set; } = 1000;

    /// <summary>How long a cursor is known.</summary>
    public TimeSpan CursorLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A PATCH of a user that changed it answers 200 with the user; otherwise 204.</summary>
    public bool PatchReturnsBody { get; set; } = true;

    /// <summary>A PATCH of a group that changed it answers 200 with the group; otherwise 204.</summary>
    public bool GroupPatchReturnsBody { get; set; }

    /// <summary>Groups in lists have their members; otherwise only single ones do.</summary>
    public bool MembersInLists { get; set; } = true;

    /// <summary><c>remove</c> of <c>members</c> with a value takes those members away; by the letter of RFC 7644 §3.5.2.2 it takes all.</summary>
    public bool RemoveHonoursValue { get; set; }

    /// <summary>Two groups cannot have the same displayName.</summary>
    public bool UniqueGroupNames { get; set; } = true;

    /// <summary>Operations in a bulk request.</summary>
    public int BulkMaxOperations { get; set; } = 1000;

    /// <summary>Bytes of a bulk request.</summary>
    public int BulkMaxPayloadSize { get; set; } = 1 << 20;

    /// <summary>Ends listings after this page (1 = the first) while totalResults stays true; null is honest.</summary>
    public int? TruncateAfterPage { get; set; }

    /// <summary>Requests allowed in 10 seconds; null does not throttle.</summary>
    public int? RequestsPer10Seconds { get; set; }

    /// <summary>Arms a fault for the next requests that match it; faults are tried in the order they were armed. A code other than the default is the scimType.</summary>
    public void Arm(RequestFault fault) => _faults.Arm(fault);

    /// <summary>Answers the next <paramref name="times"/> matching requests with this status, without executing them.</summary>
    public void FailNext(int times, Func<string, string, bool> matches, int status, string code, string message) =>
        _faults.FailNext(times, matches, status, code, message);

    /// <summary>Executes the next matching requests and drops the connection instead of answering: the outcome is unknown to the caller.</summary>
    public void DropAfterExecuting(int times, Func<string, string, bool> matches) => _faults.DropAfterExecuting(times, matches);

    /// <summary>Takes back every armed fault.</summary>
    public void Disarm() => _faults.Clear();

    internal RequestFault? Take(string method, string pathAndQuery) => _faults.Take(method, pathAndQuery);
}
