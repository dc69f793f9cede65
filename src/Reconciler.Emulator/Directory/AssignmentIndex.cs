namespace Reconciler.Emulator.Directory;

/// <summary>App role assignments by the two objects they join.</summary>
internal sealed class AssignmentIndex
{
    private static readonly HandleSet s_none = new();
    private readonly Dictionary<DirectoryObject, HandleSet> _ofResource = [];
    private readonly Dictionary<DirectoryObject, HandleSet> _ofPrincipal = [];

    /// <summary>Who has which role of this service principal.</summary>
    public HandleSet Of(DirectoryObject resource) => _ofResource.GetValueOrDefault(resource) ?? s_none;

    /// <summary>Which roles this user, group or service principal has.</summary>
    public HandleSet HeldBy(DirectoryObject principal) => _ofPrincipal.GetValueOrDefault(principal) ?? s_none;

    public void Enter(DirectoryObject assignment, DirectoryStore store)
    {
        if (Find(assignment, "principalId", store) is not { } principal || Find(assignment, "resourceId", store) is not { } resource)
            return;
        assignment.Ends = (principal, resource);
        Set(_ofResource, resource).Add(assignment.Handle);
        Set(_ofPrincipal, principal).Add(assignment.Handle);
    }

    public void Leave(DirectoryObject assignment)
    {
        if (assignment.Ends is not { } ends)
            return;
        Set(_ofResource, ends.Resource).Remove(assignment.Handle);
        Set(_ofPrincipal, ends.Principal).Remove(assignment.Handle);
    }

    private static DirectoryObject? Find(DirectoryObject assignment, string property, DirectoryStore store) =>
        Guid.TryParse(assignment.Text(property), out var id) ? store.Find(id) : null;

    private static HandleSet Set(Dictionary<DirectoryObject, HandleSet> index, DirectoryObject key)
    {
        if (!index.TryGetValue(key, out var found))
            index.Add(key, found = new HandleSet());
        return found;
    }
}
