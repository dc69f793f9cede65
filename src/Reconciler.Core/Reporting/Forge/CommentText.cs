using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Forge;

/// <summary>What a comment says beside the document: where it was run, what merging does, what the pull request did since.</summary>
public sealed record CommentContext
{
    /// <summary>The CI system's page of this run.</summary>
    public string? RunAddress { get; init; }

    /// <summary>Where the saved plan or report can be had.</summary>
    public string? FileAddress { get; init; }

    /// <summary>The environment whose reviewers are asked before it is applied.</summary>
    public string? Environment { get; init; }

    /// <summary>Where the saved file lies, as a reader types it.</summary>
    public required string File { get; init; }

    /// <summary>The head of the pull request now, where it has moved on.</summary>
    public string? MovedTo { get; init; }
}

/// <summary>The bodies of the comments of a plan or report: the marker, then the document in Markdown, within a comment's size.</summary>
public static class CommentText
{
    /// <summary>Which part of a workspace a document is of, for its marker. Of one object only that it is a part: a comment's identity holds no name.</summary>
    public static string TargetOf(bool isSandbox, NarrowedRow? narrowed)
    {
        string?[] parts = [isSandbox ? "sandbox" : null, narrowed?.Target, narrowed?.Only is null ? null : "part", narrowed?.OnlyDue == true ? "due" : null];
        return string.Join('+', parts.OfType<string>());
    }

    /// <summary>What a report says of the run.</summary>
    public static CommentState StateOf(RunResult result) => result switch
    {
        RunResult.Applied or RunResult.NothingToDo => CommentState.Applied,
        RunResult.PartlyApplied => CommentState.Partly,
        _ => CommentState.Failed,
    };

    public static ImmutableArray<string> Of(PlanDocument plan, CommentMarker marker, CommentContext context)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Marked(marker, Frame(marker, context) with { Links = Links(plan, marker, context) }, frame => PlanMarkdown.Parts(plan, frame));
    }

    public static ImmutableArray<string> Of(ReportDocument report, string path, CommentMarker marker, CommentContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Marked(marker, Frame(marker, context) with { Links = Links(null, marker, context) }, frame => ReportMarkdown.Parts(report, path, frame));
    }

    private static ImmutableArray<string> Marked(CommentMarker marker, MarkdownFrame frame, Func<MarkdownFrame, ImmutableArray<string>> render)
    {
        var longest = MarkdownSection.Bytes((marker with { Part = frame.MostParts }).Write()) + 1;
        return [.. render(frame with { Budget = frame.Budget - longest }).Select((text, i) => $"{(marker with { Part = i + 1 }).Write()}\n{text}")];
    }

    private static MarkdownFrame Frame(CommentMarker marker, CommentContext context) => MarkdownFrame.Comment with
    {
        Sign = marker.State switch { CommentState.Applying => "⏳", CommentState.Outdated => "⚪", _ => null },
        Status = marker.State switch
        {
            CommentState.Applying => $"**Applying** since {marker.At.UtcDateTime:HH:mm} UTC.",
            CommentState.Outdated => $"**Outdated**: this is of commit {Commit(marker.Head)}, and the pull request {(context.MovedTo is { } now ? $"is at {Commit(now)}" : "has moved on")} since.",
            _ => null,
        },
        Whole = Link("full plan", context.FileAddress) ?? $"{Losses.Value($"reconciler show {context.File} --full")} has all of it",
    };

    private static string? Links(PlanDocument? plan, CommentMarker marker, CommentContext context)
    {
        string?[] links = [Link(plan is null ? "Full report" : "Full plan", context.FileAddress), Link("run", context.RunAddress)];
        var isNext = plan is { Blocked: false, Counts.HasChanges: true } && marker.State is CommentState.Planned && context.Environment is not null;
        string?[] sentences = [isNext ? $"Merging asks {Losses.Value(context.Environment)} for approval and applies exactly this." : null, links.Any(l => l is not null) ? string.Join(" · ", links.OfType<string>()) : null];
        return sentences.All(s => s is null) ? null : string.Join(' ', sentences.OfType<string>());
    }

    private static string Commit(string? commit) => commit is null ? "another one" : Losses.Value(commit.Length > 8 ? commit[..8] : commit);

    /// <summary>A link that leads where it says, or nothing: only http(s), without a user, and with nothing that ends the link.</summary>
    private static string? Link(string text, string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0)
            return null;
        var safe = string.Concat(uri.AbsoluteUri.Select(c => char.IsAsciiLetterOrDigit(c) || c is '/' or ':' or '.' or '-' or '_' or '?' or '=' or '&' or '#' or '%' or '+' or '~' or ',' or ';' ? c.ToString()
            : char.IsAscii(c) ? $"%{(int)c:X2}" : ""));
        return $"[{Prose(text)}]({safe})";
    }
}
