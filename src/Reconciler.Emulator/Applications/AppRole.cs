namespace Reconciler.Emulator.Applications;

/// <summary>One role of an application.</summary>
internal sealed record AppRole(Guid Id, string? Value, string DisplayName, bool IsEnabled, string[] Holders)
{
    /// <summary>Whether an object of this type (<c>User</c>, <c>Group</c>, <c>ServicePrincipal</c>) may hold it.</summary>
    public bool Suits(string principalType) =>
        Holders.Contains(principalType == "ServicePrincipal" ? "Application" : "User", StringComparer.Ordinal);
}
