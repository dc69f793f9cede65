using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>The files of an example as they are shown, and what shows it.</summary>
public sealed record Example(ImmutableArray<ExampleFile> Files)
{
    /// <summary>The command that shows it, where it is not <c>reconciler plan --sandbox</c>.</summary>
    public string? Command { get; init; }

    /// <summary>What a plan says of it, where the files alone do not show it.</summary>
    public string? Says { get; init; }

    /// <summary>Nothing to show.</summary>
    public bool IsEmpty => Files.IsEmpty && Command is null;
}

/// <summary>
/// What a code means: what was seen, why that is an error, what to do; an example that gives it, and the same without it.
/// </summary>
/// <param name="Text">The explanation as it is written, in Markdown.</param>
public sealed record Explanation(string Code, string Title, string Text)
{
    /// <summary>Each paragraph as one line.</summary>
    public ImmutableArray<string> Prose { get; init; } = [];

    public Example Failing { get; init; } = new([]);

    /// <summary>Shows only the files that differ.</summary>
    public Example Repaired { get; init; } = new([]);

    /// <summary>The files show it, without a live system.</summary>
    public bool IsOffline => Code is ['R', 'C', '1' or '2', ..];

    /// <summary>Every file of the failing example.</summary>
    public ImmutableArray<ExampleFile> FailingFiles => [.. Implied, .. Failing.Files];

    /// <summary>Every file of the repaired example.</summary>
    public ImmutableArray<ExampleFile> RepairedFiles =>
        [.. FailingFiles.Where(f => !Repaired.Files.Any(r => r.Name == f.Name && r.Before == f.Before)), .. Repaired.Files];

    // An example that shows a control file anywhere is about it.
    private IEnumerable<ExampleFile> Implied =>
        Failing.Files.Concat(Repaired.Files).Any(f => f.Name == ExampleFile.Control) ? [] : [ExampleFile.Implied];
}
