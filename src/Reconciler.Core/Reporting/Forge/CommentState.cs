using System.Text.Json.Serialization;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>Where a plan stands, as the comment on its pull request says it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommentState>))]
public enum CommentState
{
    /// <summary>What would be done.</summary>
    Planned,

    /// <summary>It is being carried out.</summary>
    Applying,

    /// <summary>Carried out, or nothing was to be done.</summary>
    Applied,

    /// <summary>Carried out but for what waits for a person.</summary>
    Partly,

    /// <summary>It ended before its time, or a guard blocked it, or how a write ended is not known.</summary>
    Failed,

    /// <summary>The pull request has moved on since.</summary>
    Outdated,
}
