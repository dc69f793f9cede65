using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Searching;

/// <summary>What is looked for in a history; what is null does not matter.</summary>
public sealed record SearchQuery
{
    /// <summary>A key, an address at the time or now, an id in a target, an externalId.</summary>
    public string? User { get; init; }

    /// <summary>An application's key, or <c>directory</c>.</summary>
    public string? Application { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>The first instant that is too late.</summary>
    public DateTimeOffset? Until { get; init; }

    public string? Action { get; init; }

    /// <summary>An outcome; <c>waiting</c> finds what waits for a person.</summary>
    public string? Result { get; init; }

    /// <summary>The run's name or its beginning.</summary>
    public string? Run { get; init; }

    /// <summary>Keys that declarations give to that user today.</summary>
    public ImmutableArray<string> KeysNow { get; init; } = [];
}

/// <summary>What a search found, newest first (<c>search.schema.json</c>).</summary>
public sealed record SearchDocument
{
    public const string CurrentSchema = "reconciler/search/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The folder or branch that was looked in.</summary>
    public required string History { get; init; }

    /// <summary>How many reports it holds.</summary>
    public required int Reports { get; init; }

    /// <summary>How many of them had to be read whole.</summary>
    public required int Read { get; init; }

    /// <summary>Reports that could not be read.</summary>
    public ImmutableArray<string> Unreadable { get; init; } = [];

    public ImmutableArray<SearchRow> Found { get; init; } = [];
}

/// <summary>One operation, or one object that waited, of one run.</summary>
public sealed record SearchRow(string Run, DateTimeOffset At, string Target, string Kind, string Name, string Action, string Result)
{
    public string? Key { get; init; }

    public string? RemoteId { get; init; }

    /// <summary>What was written, in short: <c>jobTitle: Analyst → Principal Analyst; members + ada.lovelace</c>.</summary>
    public string What { get; init; } = "";

    public string? Because { get; init; }

    public string? Where { get; init; }

    public string? RequestId { get; init; }

    public string? Message { get; init; }

    public string? Operation { get; init; }
}
