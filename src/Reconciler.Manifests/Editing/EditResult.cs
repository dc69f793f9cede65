using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Loading;

namespace Reconciler.Manifests.Editing;

/// <summary>One touched place and what was done there. What was removed has its old place, everything else its new one.</summary>
public sealed record EditedPlace(SourceSpan Span, string What);

/// <summary>A file's whole text as it was read and as it is to be, both without a byte-order mark.</summary>
public sealed record EditedFile(string Path, string Before, string After)
{
    public SourceText ToSource() => new(Path, Encoding.UTF8.GetBytes(After));
}

/// <summary>What an edit comes to. Nothing has been written: the changed files are here, whole.</summary>
public sealed record EditResult
{
    /// <summary>Why nothing is to be written, one sentence; null when the edit can be made.</summary>
    public string? Refusal { get; init; }

    /// <summary>What to do about a refusal.</summary>
    public string? Advice { get; init; }

    /// <summary>Faults that the edit would bring with it: errors with a refusal, else warnings. Their places are those of <see cref="Files"/>.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The changed files; none when the files say it already.</summary>
    public ImmutableArray<EditedFile> Files { get; init; } = [];

    /// <summary>Sorted by file and line.</summary>
    public ImmutableArray<EditedPlace> Places { get; init; } = [];

    /// <summary>What follows from it, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
