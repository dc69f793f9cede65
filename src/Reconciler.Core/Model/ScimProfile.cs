using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>A capability of a SCIM server: as its <c>/ServiceProviderConfig</c> says, or overruled.</summary>
public enum ScimCapability
{
    Discovered,
    Supported,
    Unsupported,
}

/// <summary>How a listing is read to its end (RFC 7644 §3.4.2.4, RFC 9865).</summary>
public enum ScimPaging
{
    Discovered,
    Index,
    Cursor,
    None,
}

/// <summary>One way to write an attribute (RFC 7644 §3.5).</summary>
public enum UpdateForm
{
    Path,
    NoPath,
    Put,
}

/// <summary>How an attribute becomes empty.</summary>
public enum ClearForm
{
    Remove,
    ReplaceNull,
    ReplaceEmpty,
    Put,
}

/// <summary>How members of a group are read.</summary>
public enum MemberReading
{
    List,
    Get,
    FilterByGroup,
    FilterByUser,
    FilterByPair,
    UserGroups,
}

/// <summary>How members are added (RFC 7644 §3.5.2.1): an array at the path, without path, or in an object.</summary>
public enum MemberAddForm
{
    Array,
    NoPath,
    Object,
}

/// <summary>How members are removed (RFC 7644 §3.5.2.2). A removal always names its members.</summary>
public enum MemberRemoveForm
{
    Filter,
    Array,
}

/// <summary>So many requests in any such span.</summary>
public readonly record struct ScimRate(int Count, TimeSpan Span);

/// <summary>
/// The dialect of a SCIM 2.0 server, whole: what it extends is in it. A list of forms is an order of trial; all of them mean the same.
/// The keys are those of <c>profile.schema.json</c>, which tells who needs which.
/// </summary>
public sealed partial record ScimProfile(string Name)
{
    public HttpPart Http { get; init; } = new();

    public PagingPart Paging { get; init; } = new();

    public FilterPart Filter { get; init; } = new();

    public ProjectionPart Projection { get; init; } = new();

    public PatchPart Patch { get; init; } = new();

    public PutPart Put { get; init; } = new();

    public ValuesPart Values { get; init; } = new();

    public ErrorsPart Errors { get; init; } = new();

    public BulkPart Bulk { get; init; } = new();

    public ConsistencyPart Consistency { get; init; } = new();

    public UsersPart Users { get; init; } = new();

    public GroupsPart Groups { get; init; } = new();

    public MembersPart Members { get; init; } = new();

    public ResourcePart Of(Kind kind) => kind == Kind.Group ? Groups : Users;

    public sealed record HttpPart
    {
        public string ContentType { get; init; } = "application/scim+json";

        public ImmutableArray<string> Accept { get; init; } = ["application/scim+json", "application/json"];

        public ScimCapability Etag { get; init; }

        public int Concurrency { get; init; } = 4;

        public ScimRate? Reads { get; init; }

        public ScimRate? Writes { get; init; }

        public ScimRate? UserWrites { get; init; }

        public ScimRate? GroupWrites { get; init; }
    }

    public sealed record PagingPart
    {
        public ScimPaging Method { get; init; }

        /// <summary>The count that is asked for; null sends none.</summary>
        public int? PageSize { get; init; } = 100;

        /// <summary>Whether totalResults is the number of all results; otherwise it is a hint.</summary>
        public bool ExactTotal { get; init; }

        public bool CountZero { get; init; }

        public ScimCapability Sort { get; init; }
    }

    public sealed record FilterPart
    {
        public ImmutableArray<string> Operators { get; init; } = ["eq"];

        public bool IgnoresCase { get; init; }

        /// <summary>An empty answer is believed; otherwise only after the same form has found an object that is known.</summary>
        public bool TrustsNoMatch { get; init; }
    }

    public sealed record ProjectionPart
    {
        public bool Attributes { get; init; }

        public bool ExcludedAttributes { get; init; } = true;
    }

    public sealed record PatchPart
    {
        /// <summary>Operations are written Add, Replace, Remove.</summary>
        public bool CapitalOps { get; init; }

        public int Operations { get; init; } = 100;

        /// <summary>one, several or dotted.</summary>
        public string NoPath { get; init; } = "one";

        /// <summary>filter, list.</summary>
        public ImmutableArray<string> Items { get; init; } = ["filter", "list"];

        public bool AddReplaces { get; init; }

        /// <summary>attribute, schema, noPath.</summary>
        public ImmutableArray<string> Extension { get; init; } = ["attribute", "schema", "noPath"];
    }

    public sealed record PutPart
    {
        /// <summary>unknown, cleared or kept.</summary>
        public string Omitted { get; init; } = "unknown";

        public bool Id { get; init; } = true;
    }

    public sealed record ValuesPart
    {
        /// <summary>Booleans are written "True" and "False".</summary>
        public bool TextBooleans { get; init; }

        public ImmutableArray<ClearForm> Clear { get; init; } = [ClearForm.Remove, ClearForm.ReplaceNull, ClearForm.ReplaceEmpty, ClearForm.Put];
    }

    public sealed record ErrorsPart
    {
        public ImmutableArray<int> Uniqueness { get; init; } = [409];

        public ImmutableArray<int> NotFound { get; init; } = [404];
    }

    public sealed record BulkPart
    {
        public ScimCapability Support { get; init; } = ScimCapability.Unsupported;

        public int? MaxOperations { get; init; }

        public int? MaxPayloadSize { get; init; }

        public bool BulkId { get; init; }
    }

    public sealed record ConsistencyPart
    {
        /// <summary>The object is read after the write; otherwise the answer is believed.</summary>
        public bool ReadsBack { get; init; } = true;

        /// <summary>How long a read may still show the state before a write.</summary>
        public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);
    }
}
