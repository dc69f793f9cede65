namespace Reconciler.Benchmarks.Estates;

/// <summary>A group as it is written down, and who is in it live. Members are indexes of people, nested ones of groups.</summary>
internal sealed record GroupList(Guid Id, string Key, string Name, string File)
{
    public int[] Members { get; init; } = [];

    public int[] Nested { get; init; } = [];

    public int[] Owners { get; init; } = [];

    /// <summary>A rule of ours: <see cref="Computed"/> are the people it gives.</summary>
    public string? Where { get; init; }

    /// <summary>A rule of the directory, which computes the members itself.</summary>
    public string? Rule { get; init; }

    public int[] Computed { get; init; } = [];

    /// <summary>Members that the files name and that are not live yet.</summary>
    public int[] Joining { get; init; } = [];
}
