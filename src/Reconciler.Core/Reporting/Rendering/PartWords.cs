namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What of the whole a plan is of, in words: a reader must not take a part for all of it.</summary>
internal static class PartWords
{
    /// <summary>Null = it is the whole.</summary>
    public static string? Of(NarrowedRow? narrowed)
    {
        if (narrowed is null)
            return null;
        string?[] parts = [narrowed.Only, narrowed.Target is { } target ? $"target {target}" : null, narrowed.OnlyDue ? "what dates ask for" : null];
        return "only " + string.Join(", ", parts.OfType<string>());
    }

    public static string NothingToDo(NarrowedRow? narrowed) =>
        Of(narrowed) is { } part ? $"Nothing to do of what was asked for: {part}." : "Nothing to do: what is live is what is declared.";
}
