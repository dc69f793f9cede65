using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>One line of the page's list: what happens to one object, or to one person's access, with everything that its detail says.</summary>
internal sealed record ChangeRow
{
    /// <summary>Names the line in links; given by <see cref="ChangeRows"/>, which sees to it that no two are equal.</summary>
    public required string Id { get; init; }

    public required Role Tone { get; init; }

    /// <summary>What happens, as done: <c>disabled</c>, <c>loses access</c>. The filter by action has these words.</summary>
    public required string Action { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The application it is about, else the directory. The filter by application has these words.</summary>
    public required string Place { get; init; }

    /// <summary>Why, and what follows from it.</summary>
    public string? Said { get; init; }

    public string? Where { get; init; }

    public string? Label { get; init; }

    public bool Privileged { get; init; }

    /// <summary>How it ended; in a report alone.</summary>
    public string? Result { get; init; }

    public DateTimeOffset? At { get; init; }

    public ImmutableArray<CellRow> Cells { get; init; } = [];

    public ImmutableArray<LinkRow> Links { get; init; } = [];

    public ImmutableArray<Note> Notes { get; init; } = [];

    public ImmutableArray<TrialRow> Trials { get; init; } = [];

    /// <summary>Names and values that identify it: key, id, request.</summary>
    public ImmutableArray<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>The entry that it shows, for the words of its changes; null for an operation.</summary>
    public EntryRow? Entry { get; init; }

    public string Sign => SignOf(Tone);

    public static string SignOf(Role tone) => tone switch
    {
        Role.Danger => "!",
        Role.Loss => "−",
        Role.Gain => "+",
        Role.Change => "~",
        _ => "=",
    };

    public static string ClassOf(Role tone) => tone switch
    {
        Role.Danger => "danger",
        Role.Loss => "loss",
        Role.Gain => "gain",
        Role.Change => "change",
        _ => "kept",
    };
}

/// <summary>Something that a person must read: a conflict, what is held, a fault. What, why, what to do, and a command or line.</summary>
internal sealed record Note(Role Tone, string Title, string Text, string? Advice, string? Command, string? Where);
