using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Why a file or folder that belongs to a workspace is not read.</summary>
public enum Obstacle
{
    None,
    Missing,
    Unreadable,

    /// <summary>Above the bound of the language, so its bytes were not even fetched.</summary>
    TooLarge,

    /// <summary>A folder that has a control file of its own.</summary>
    OtherWorkspace,

    /// <summary>It lies, or a symbolic link on its way leads, outside the repository.</summary>
    OutsideRepository,
}

/// <summary>A file's bytes as stored, or why there are none.</summary>
public readonly record struct SourceBytes(ReadOnlyMemory<byte> Bytes, Obstacle Obstacle = Obstacle.None);

/// <summary>
/// One file of a workspace: its path relative to the root, with <c>/</c>, and how its bytes are had. They are fetched when they are needed
/// and kept by nobody: a workspace can be much larger than what is known of it.
/// </summary>
public sealed class SourceText(string path, Func<SourceBytes> read)
{
    public SourceText(string path, ReadOnlyMemory<byte> bytes)
        : this(path, () => new SourceBytes(bytes))
    {
    }

    /// <summary>No file of the language is larger: 64 MiB.</summary>
    public const int MaxBytes = YamlText.MaxBytes;

    public string Path { get; } = path;

    /// <summary>The file that it stands for, where its path names a revision too: the same text is the same configuration, wherever it was taken from.</summary>
    public string File { get; init; } = path;

    public SourceBytes Read() => read();
}
