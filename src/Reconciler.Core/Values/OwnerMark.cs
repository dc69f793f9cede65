using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Reconciler.Core.Values;

/// <summary>
/// What we write on an object that we created or adopted: <c>workspace/key[;c][;d=2026-12-21][;off]</c>.
/// c: created by us · d: the day (UTC) from which deletion is due · off: disabled by us.
/// </summary>
public sealed record OwnerMark(string Workspace, string Key)
{
    public bool CreatedByUs { get; init; }

    public DateOnly? DeleteDue { get; init; }

    public bool DisabledByUs { get; init; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out OwnerMark? mark)
    {
        mark = null;
        if (string.IsNullOrEmpty(text))
            return false;
        var parts = text.Split(';');
        var slash = parts[0].IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == parts[0].Length - 1)
            return false;
        var read = new OwnerMark(parts[0][..slash], parts[0][(slash + 1)..]);
        foreach (var part in parts.Skip(1))
        {
            if (part == "c")
                read = read with { CreatedByUs = true };
            else if (part == "off")
                read = read with { DisabledByUs = true };
            else if (part.StartsWith("d=", StringComparison.Ordinal)
                && DateOnly.TryParseExact(part.AsSpan(2), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due))
                read = read with { DeleteDue = due };
            else
                return false;
        }

        mark = read;
        return true;
    }

    /// <summary>Whether this mark names that key of that workspace; both compare without case.</summary>
    public bool Names(string workspace, string key) =>
        string.Equals(Workspace, workspace, StringComparison.OrdinalIgnoreCase) && string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

    public override string ToString() =>
        $"{Workspace}/{Key}{(CreatedByUs ? ";c" : "")}{(DeleteDue is { } due ? $";d={due:yyyy-MM-dd}" : "")}{(DisabledByUs ? ";off" : "")}";
}
