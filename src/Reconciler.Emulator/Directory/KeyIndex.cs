namespace Reconciler.Emulator.Directory;

/// <summary>Live objects by the values that must be unique or that address them.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<string, DirectoryObject> _userPrincipalNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _groupNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _groupAliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _applicationNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _applications = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DirectoryObject> _servicePrincipals = new(StringComparer.OrdinalIgnoreCase);

    public DirectoryObject? UserByName(string userPrincipalName) => _userPrincipalNames.GetValueOrDefault(userPrincipalName);

    /// <summary>The user or group that holds this SMTP address as mail or among its proxy addresses.</summary>
    public DirectoryObject? ByAddress(string address) => _addresses.GetValueOrDefault(address);

    public DirectoryObject? GroupByUniqueName(string name) => _groupNames.GetValueOrDefault(name);

    /// <summary>The Microsoft 365 group with this mail nickname.</summary>
    public DirectoryObject? GroupByAlias(string mailNickname) => _groupAliases.GetValueOrDefault(mailNickname);

    public DirectoryObject? ByUniqueName(ObjectKind kind, string name) =>
        (kind == ObjectKind.Group ? _groupNames : _applicationNames).GetValueOrDefault(name);

    public DirectoryObject? ByAppId(ObjectKind kind, string appId) =>
        (kind == ObjectKind.Application ? _applications : _servicePrincipals).GetValueOrDefault(appId);

    public void Enter(DirectoryObject item)
    {
        foreach (var (index, key) in KeysOf(item))
            index.TryAdd(key, item);
    }

    public void Leave(DirectoryObject item)
    {
        foreach (var (index, key) in KeysOf(item))
        {
            if (index.TryGetValue(key, out var holder) && holder == item)
                index.Remove(key);
        }
    }

    private IEnumerable<(Dictionary<string, DirectoryObject> Index, string Key)> KeysOf(DirectoryObject item)
    {
        switch (item.Kind)
        {
            case ObjectKind.User:
                if (item.Text("userPrincipalName") is { } name)
                    yield return (_userPrincipalNames, name);
                foreach (var address in Addresses(item))
                    yield return (_addresses, address);
                break;
            case ObjectKind.Group:
                if (item.Text("uniqueName") is { } uniqueName)
                    yield return (_groupNames, uniqueName);
                if (item.Text("mailNickname") is { } alias && item.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal))
                    yield return (_groupAliases, alias);
                foreach (var address in Addresses(item))
                    yield return (_addresses, address);
                break;
            case ObjectKind.Application:
                if (item.Text("appId") is { } appId)
                    yield return (_applications, appId);
                if (item.Text("uniqueName") is { } applicationName)
                    yield return (_applicationNames, applicationName);
                break;
            case ObjectKind.ServicePrincipal:
                if (item.Text("appId") is { } principalAppId)
                    yield return (_servicePrincipals, principalAppId);
                break;
        }
    }

    private static IEnumerable<string> Addresses(DirectoryObject item)
    {
        if (item.Text("mail") is { } mail)
            yield return mail;
        foreach (var proxy in item.Texts("proxyAddresses"))
        {
            if (proxy.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase))
                yield return proxy[5..];
        }
    }
}
