using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>A first password that nobody is told: 24 characters, all four classes, every arrangement equally likely within that.</summary>
internal static class Password
{
    private const int Length = 24;
    private static readonly string[] Classes = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "!#$%*+-=?@_~"];
    private static readonly string All = string.Concat(Classes);

    public static string New(Chance chance)
    {
        Span<char> password = stackalloc char[Length];
        do
        {
            for (var i = 0; i < Length; i++)
                password[i] = All[chance.Next(All.Length)];
        }
        while (Misses(password));
        var made = new string(password);
        password.Clear();
        return made;
    }

    private static bool Misses(ReadOnlySpan<char> password)
    {
        foreach (var letters in Classes)
        {
            if (!password.ContainsAny(letters))
                return true;
        }

        return false;
    }
}
