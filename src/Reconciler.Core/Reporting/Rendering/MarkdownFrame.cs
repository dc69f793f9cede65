namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Where a Markdown text will stand: how much room it has, and what is said around the document itself. Texts are Markdown, made by <see cref="MarkdownEncoder"/>.</summary>
public sealed record MarkdownFrame
{
    /// <summary>Below GitHub's 65,536 characters, with room for what a forge adds; in UTF-8 bytes.</summary>
    public const int CommentBudget = 60_000;

    /// <summary>GitHub drops a step's summary whole when it is over 1 MiB; in UTF-8 bytes.</summary>
    public const int SummaryBudget = 1_000_000;

    /// <summary>One text on its own, as <c>--format markdown</c> prints it.</summary>
    public static MarkdownFrame Page { get; } = new();

    /// <summary>Comments under a pull request: where those who lose something are too many for one, others follow.</summary>
    public static MarkdownFrame Comment { get; } = new() { MostParts = 5 };

    /// <summary>Most bytes of each part.</summary>
    public int Budget { get; init; } = CommentBudget;

    /// <summary>Into how many texts the names of those who lose something may be spread.</summary>
    public int MostParts { get; init; } = 1;

    /// <summary>The sign before the heading, instead of the verdict's.</summary>
    public string? Sign { get; init; }

    /// <summary>One line below the heading: what is being done with it.</summary>
    public string? Status { get; init; }

    /// <summary>Where everything is that found no room.</summary>
    public string Whole { get; init; } = "see the full plan";

    /// <summary>The last line: links, and what merging does.</summary>
    public string? Links { get; init; }
}
