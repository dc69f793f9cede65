namespace Reconciler.Manifests.Editing;

/// <summary>An edit of a workspace's files, as a person names it.</summary>
public abstract record WorkspaceEdit
{
    private WorkspaceEdit()
    {
    }

    /// <summary>Lists a person (a declared key, or an address) as a member of a declared group, until a day (UTC, inclusive) and for a reason where they are given.</summary>
    public sealed record AddMember(string Group, string Person, DateOnly? Until = null, string? Reason = null) : WorkspaceEdit;

    /// <summary>Removes a person's declaration and everything that names the person.</summary>
    public sealed record RemoveUser(string Key) : WorkspaceEdit;

    /// <summary>Gives a person another key; the old one is kept as a previous one, so that the account stays the same.</summary>
    public sealed record RenameUser(string Old, string New) : WorkspaceEdit;
}
