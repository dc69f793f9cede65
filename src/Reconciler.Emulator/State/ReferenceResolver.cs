using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.State;

/// <summary>Finds what references name, after every line has been read.</summary>
internal sealed class ReferenceResolver(DirectoryStore store)
{
    private Dictionary<string, DirectoryObject?>? _displayNames;

    public DirectoryObject? Find(Reference reference)
    {
        if (reference.Text is not { } text)
            return store.Find(reference.Id) ?? ByAppId(reference.Id.ToString());
        return store.Keys.UserByName(text) ?? store.Keys.GroupByUniqueName(text) ?? ByAppId(text) ?? ByDisplayName(text);
    }

    private DirectoryObject? ByAppId(string appId) =>
        store.Keys.ByAppId(ObjectKind.ServicePrincipal, appId) ?? store.Keys.ByAppId(ObjectKind.Application, appId);

    /// <summary>A display name that two objects share names neither.</summary>
    private DirectoryObject? ByDisplayName(string name)
    {
        if (_displayNames is null)
        {
            _displayNames = new Dictionary<string, DirectoryObject?>(StringComparer.OrdinalIgnoreCase);
            foreach (var kind in new[] { ObjectKind.Group, ObjectKind.ServicePrincipal, ObjectKind.RoleDefinition })
            {
                foreach (var handle in store.Live(kind).Span)
                {
                    if (store[handle].Text("displayName") is { } found && !_displayNames.TryAdd(found, store[handle]))
                        _displayNames[found] = null;
                }
            }
        }

        return _displayNames.GetValueOrDefault(name);
    }
}
