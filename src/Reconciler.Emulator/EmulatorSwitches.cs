using System.Collections.Immutable;
using Reconciler.Emulator.Faults;

namespace Reconciler.Emulator;

/// <summary>Faults on request and the behaviours that are not established; every property may be changed while the emulator runs.</summary>
public sealed class EmulatorSwitches
{
    private readonly FaultQueue _faults = new();

    /// <summary>How long a new object stays invisible to reads and unusable as an end of a reference.</summary>
    public TimeSpan ReplicationLag { get; set; }

    /// <summary>How many further requests a new object stays invisible, beside <see cref="ReplicationLag"/>.</summary>
    public int ReplicationLagRequests { get; set; }

    /// <summary>How long reads keep answering the values from before an update.</summary>
    public TimeSpan UpdateLag { get; set; }

    /// <summary>How long a change stays out of delta answers.</summary>
    public TimeSpan DeltaLag { get; set; }

    /// <summary>How long a delta token lives.</summary>
    public TimeSpan DeltaTokenLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long every answer is held back, by the wall clock: the way there and back.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Resource units allowed in 10 seconds; null does not throttle.</summary>
    public int? ResourceUnitsPer10Seconds { get; set; }

    /// <summary>Writes allowed in 150 seconds; null does not throttle.</summary>
    public int? WritesPer150Seconds { get; set; }

    /// <summary>
    /// The limits that are published for one app in one tenant, where no other are set: 3,500, 5,000 or 8,000 resource units in 10 seconds by the
    /// number of users, 3,000 writes in 150 seconds, 18,000 in 5 minutes.
    /// </summary>
    public bool PublishedLimits { get; set; }

    /// <summary>Objects in a list page at most, below what the caller asks; null leaves it to the caller.</summary>
    public int? PageSize { get; set; }

    /// <summary>Objects in a delta page.</summary>
    public int DeltaPageObjects { get; set; } = 200;

    /// <summary>Links in a delta page.</summary>
    public int DeltaPageLinks { get; set; } = 500;

    /// <summary>Drops the nextLink of every list page from this one on (1 = the first), as a broken proxy would; null is honest.</summary>
    public int? TruncateAfterPage { get; set; }

    /// <summary>Paths below the version root (<c>/users</c>, <c>/roleManagement</c>) that answer 403.</summary>
    public ImmutableArray<string> DeniedPaths { get; set; } = [];

    /// <summary>Verbs with a path prefix, as <c>"DELETE /users"</c>, that answer 403.</summary>
    public ImmutableArray<string> DeniedWrites { get; set; } = [];

    /// <summary>The only bearer tokens accepted; null accepts any that is not empty.</summary>
    public ImmutableArray<string>? ValidTokens { get; set; }

    /// <summary>Deleted security groups go to deletedItems (two current pages disagree).</summary>
    public bool SoftDeleteSecurityGroups { get; set; } = true;

    /// <summary>Member lists leave out service principals, as reported of v1.0.</summary>
    public bool HideServicePrincipalMembers { get; set; }

    /// <summary>The last user among a group's owners cannot be removed.</summary>
    public bool KeepLastOwner { get; set; } = true;

    /// <summary>Removing a reference that is not there answers 400 instead of 404.</summary>
    public bool MissingReferenceIsBadRequest { get; set; }

    /// <summary>Writing members of a dynamic group answers 400 instead of 403.</summary>
    public bool DynamicGroupIsBadRequest { get; set; }

    /// <summary><c>DELETE …/members/{id}</c> without <c>/$ref</c> deletes the object, as warned of; otherwise it is refused.</summary>
    public bool DeleteWithoutRefDeletesObject { get; set; } = true;

    /// <summary><c>$expand=manager</c> on the collection needs <c>$count=true</c> and the header.</summary>
    public bool ExpandManagerNeedsAdvancedQuery { get; set; } = true;

    /// <summary><c>groups/delta</c> without <c>$select</c> reports members.</summary>
    public bool GroupDeltaReportsMembersByDefault { get; set; } = true;

    /// <summary>Values allowed in an <c>in</c> list or an <c>or</c> chain of a filter.</summary>
    public int FilterValues { get; set; } = 15;

    /// <summary><c>revokeSignInSessions</c> answers 204 as documented instead of 200 as observed.</summary>
    public bool RevokeAnswersNoContent { get; set; }

    /// <summary>Directory extensions can be written on users mastered on premises.</summary>
    public bool ExtensionsWritableWhenSynced { get; set; } = true;

    /// <summary>
    /// A restored user, group or service principal has its app role assignments back, as it has its memberships; otherwise they are gone
    /// with the deletion.
    /// </summary>
    public bool RestoreReturnsAssignments { get; set; } = true;

    /// <summary>App role assignments that one principal may hold.</summary>
    public int AssignmentsPerPrincipal { get; set; } = 1500;

    /// <summary>A new user's password must have 8 to 256 characters and three of four classes.</summary>
    public bool PasswordComplexity { get; set; } = true;

    /// <summary>Dynamic groups are computed at once; otherwise only when <see cref="DirectoryEmulator.ComputeDynamicGroups"/> is called.</summary>
    public bool ComputeDynamicGroupsAtOnce { get; set; } = true;

    /// <summary>Arms a fault for the next requests that match it; faults are tried in the order they were armed.</summary>
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
