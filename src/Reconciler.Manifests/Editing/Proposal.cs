using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Editing;

/// <summary>What an edit would change and what the model must be afterwards; or why not.</summary>
internal sealed record Proposal
{
    public ImmutableArray<Change> Changes { get; init; } = [];

    /// <summary>From the model before the edit, the facts of the model after it.</summary>
    public Func<IdentityModel, IEnumerable<string>> Intended { get; init; } = m => ModelFacts.Of(m);

    /// <summary>Sentences said after it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Where the files say it already.</summary>
    public EditedPlace? Already { get; init; }

    public string? Refusal { get; init; }

    public string? Advice { get; init; }

    public static Proposal Refuse(string refusal, string? advice = null) => new() { Refusal = refusal, Advice = advice };

    public static Proposal Unknown(string kind, string key, string? meant) =>
        Refuse($"no {kind} has the key `{key}`", meant is null ? null : $"did you mean `{meant}`?");
}
