using System.Text.Json;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Users;

/// <summary>A password is checked and forgotten: it never reaches the store.</summary>
internal static class Password
{
    public static void RequireInitial(Call call, WriteBody body, string userPrincipalName)
    {
        if (Of(body) is null)
            throw Errors.BadRequest("A password must be specified to create a new user.");
        CheckNew(call, body, userPrincipalName);
    }

    public static void CheckNew(Call call, WriteBody body, string userPrincipalName)
    {
        if (Of(body) is { } password && call.Switches.PasswordComplexity && !IsStrong(password, userPrincipalName, IsRelaxed(body)))
        {
            throw Errors.BadRequest(
                "The specified password does not comply with password complexity requirements. Please provide a different password.");
        }
    }

    public static bool IsSet(WriteBody body) => Of(body) is not null;

    public static void Forget(WriteBody body)
    {
        if (body.Structure("passwordProfile") is { } profile)
            body.Set("passwordProfile", Structures.Without(profile, "password"));
    }

    private static string? Of(WriteBody body) =>
        body.Structure("passwordProfile") is { } profile && profile.TryGetProperty("password", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool IsRelaxed(WriteBody body) =>
        (body.Text("passwordPolicies") ?? "").Contains("DisableStrongPassword", StringComparison.Ordinal);

    private static bool IsStrong(string password, string userPrincipalName, bool relaxed)
    {
        if (password.Length is < 8 or > 256)
            return false;
        var classes = (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
            + (password.Any(char.IsAsciiLetterUpper) ? 1 : 0)
            + (password.Any(char.IsAsciiDigit) ? 1 : 0)
            + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
        var local = userPrincipalName.Split('@')[0];
        return relaxed || (classes >= 3 && (local.Length < 3 || !password.Contains(local, StringComparison.OrdinalIgnoreCase)));
    }
}
