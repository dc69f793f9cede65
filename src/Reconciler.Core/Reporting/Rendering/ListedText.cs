namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Attributes that are lists of names, such as an application's roles: what comes and goes, not the whole list twice.</summary>
internal static class ListedText
{
    private const int Shown = 4;
    private const string Comma = ", ";

    /// <summary>A list's change; null where the value is none, or short enough to be read as it is.</summary>
    public static IEnumerable<Atom>? Change(CellRow cell, bool full)
    {
        if (cell.Attribute is not ("roles" or "roleDescriptions"))
            return null;
        var (before, after) = (Items(cell.Before), Items(cell.After));
        var (adds, removes) = (after.Except(before, StringComparer.Ordinal).ToArray(), before.Except(after, StringComparer.Ordinal).ToArray());
        var atoms = new List<Atom>();
        atoms.AddRange(Signed("+ ", Role.Gain, adds, full));
        atoms.AddRange(Signed("- ", Role.Loss, removes, full));
        var stay = before.Length - removes.Length;
        if (stay > 0)
            atoms.Add(Atom.Of($"{Words.Number(stay)} {(stay == 1 ? "stays" : "stay")}", Role.Dim, "   "));
        return atoms;
    }

    private static IEnumerable<Atom> Signed(string sign, Role role, string[] names, bool full)
    {
        var most = full || names.Length <= Shown + 1 ? names.Length : Shown;
        for (var i = 0; i < most; i++)
            yield return Atom.Of(sign + names[i], role, "   ");
        if (most < names.Length)
            yield return Atom.Of($"and {Words.Number(names.Length - most)} more", Role.Dim, "   ");
    }

    private static string[] Items(string? value) => value is null ? [] : value.Split(Comma, StringSplitOptions.RemoveEmptyEntries);
}
