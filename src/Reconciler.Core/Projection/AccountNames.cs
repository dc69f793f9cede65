using System.Text.RegularExpressions;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Accounts that the control file names by their user names: never looked at, or never changed.</summary>
internal sealed class AccountNames(AccountContext context)
{
    private readonly Regex[] _ignored = [.. context.Scim.Ignore.Select(Glob)];

    public bool IsIgnored(Handle account) => _ignored.Length > 0 && _ignored.Any(g => g.IsMatch(UserName(account)));

    public bool IsProtected(Handle account) =>
        !context.Scim.Protected.IsEmpty && context.Scim.Protected.Any(p => string.Equals(p.UserName, UserName(account), StringComparison.OrdinalIgnoreCase));

    private string UserName(Handle account) => context.Target.Schema[Kind.User].WithRole(AttributeRole.Unique) is { } name
        ? context.Live(account, name).ToString() : context.Target.Roster.NameOf(account);

    private static Regex Glob(string pattern) => new(
        $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
