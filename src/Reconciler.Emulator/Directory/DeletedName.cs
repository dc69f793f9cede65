namespace Reconciler.Emulator.Directory;

/// <summary>A deleted user's principal name carries its id in front, which frees the name for another user.</summary>
internal static class DeletedName
{
    public static string Original(DirectoryObject user)
    {
        var name = user.Text("userPrincipalName") ?? "";
        var prefix = user.Id.ToString("N");
        return name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;
    }
}
