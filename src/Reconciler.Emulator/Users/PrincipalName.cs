using System.Text.RegularExpressions;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Users;

/// <summary>Form, domain and uniqueness of a user principal name.</summary>
internal static partial class PrincipalName
{
    public static void Check(Call call, string name, DirectoryObject? except)
    {
        var at = name.LastIndexOf('@');
        if (at is < 1 or > 64 || at == name.Length - 1 || !Local().IsMatch(name.AsSpan(0, at)))
            throw Errors.InvalidProperty("userPrincipalName");
        if (call.Tenant.Organization.FindDomain(name[(at + 1)..]) is null)
            throw Errors.UnverifiedDomain();
        if (call.Store.Keys.UserByName(name) is { } holder && holder != except)
            throw Errors.InUse("userPrincipalName");
    }

    [GeneratedRegex("^[A-Za-z0-9'.\\-_!#^~]+$", RegexOptions.None, 1000)]
    private static partial Regex Local();
}
