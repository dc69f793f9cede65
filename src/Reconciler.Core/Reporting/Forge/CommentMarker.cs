using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>
/// What the hidden first line of a comment says: whose it is and of what, so that the next run finds it again. Readers do not see it, and nobody trusts it:
/// a comment counts as ours only if we also wrote it, and what is applied is the saved plan, never a comment.
/// </summary>
public sealed record CommentMarker
{
    private const string Begin = "<!-- reconciler:comment ";
    private const string End = " -->";

    public required string Workspace { get; init; }

    /// <summary>Which part of the workspace, and whether its sandbox; empty = all of it, live.</summary>
    public required string Target { get; init; }

    public required CommentState State { get; init; }

    /// <summary>The commit at the head of the pull request that it is of; null where that is not known.</summary>
    public string? Head { get; init; }

    /// <summary>When the plan was made, or the run ended (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operations hash.</summary>
    public required string Plan { get; init; }

    /// <summary>What this plan asks for; a pull request bears the labels of all its plans.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Which of several comments it is, from 1.</summary>
    public int Part { get; init; } = 1;

    public bool IsOf(CommentMarker other) => other is not null && Workspace == other.Workspace && Target == other.Target;

    public string Write() => Begin + JsonSerializer.Serialize(this, ForgeContext.Default.CommentMarker)
        // Nothing in it can end the line or the comment.
        .Replace("-", "\\u002d", StringComparison.Ordinal) + End;

    /// <summary>The marker on the first line of a comment; null where there is none that can be read.</summary>
    public static CommentMarker? Read(string? body)
    {
        var line = (body ?? "").Split('\n', 2)[0].TrimEnd('\r');
        if (!line.StartsWith(Begin, StringComparison.Ordinal) || !line.EndsWith(End, StringComparison.Ordinal) || line.Length < Begin.Length + End.Length)
            return null;
        try
        {
            var marker = JsonSerializer.Deserialize(line[Begin.Length..^End.Length], ForgeContext.Default.CommentMarker);
            return marker is { Workspace: not null, Target: not null, Plan: not null } ? marker with { Labels = marker.Labels.IsDefault ? [] : marker.Labels } : null;
        }
        catch (JsonException)
        {
            // Not written by us, or by a version that nobody runs any more.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommentMarker))]
internal sealed partial class ForgeContext : JsonSerializerContext;
