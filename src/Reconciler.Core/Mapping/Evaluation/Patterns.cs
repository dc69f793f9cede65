using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>A pattern of an expression, ready to match, or why it is none.</summary>
/// <param name="Steps">What it costs to look at one character of the input.</param>
internal sealed record Pattern(Regex? Regex, string? Fault, int Steps)
{
    /// <summary>What the backtracking engine is charged for one call, beside the characters: its time is bounded, but by more.</summary>
    public const long BacktrackingCall = 1 << 21;

    public bool Backtracks => Regex is not null && !Regex.Options.HasFlag(RegexOptions.NonBacktracking);
}

/// <summary>
/// Compiled patterns, kept for as long as there is room. The engine without backtracking takes time linear in the input, whatever the pattern;
/// what it cannot do (look around, refer back) is left to the other engine, within a small time.
/// </summary>
internal static class Patterns
{
    private const int MostKept = 512;
    private const int MostCharacters = ExpressionParser.MostCharacters;
    private const int CharactersAtOnce = 16;

    // Looking at a character through a pattern takes so much longer than looking at it.
    private const int StepsACharacter = 16;

    private static readonly TimeSpan Linear = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Backtracking = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<string, Pattern> Kept = new(StringComparer.Ordinal);

    public static Pattern Of(string pattern)
    {
        if (Kept.TryGetValue(pattern, out var kept))
            return kept;
        var made = Make(pattern);
        // Patterns come from expressions, which are few. A pattern made of an attribute's value must not fill the memory: then all start over.
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept.GetOrAdd(pattern, made);
    }

    private static int StepsOf(string pattern) => StepsACharacter * (1 + (pattern.Length / CharactersAtOnce));

    private static Pattern Make(string pattern)
    {
        if (pattern.Length > MostCharacters)
            return new Pattern(null, $"a pattern has at most {MostCharacters:N0} characters", 0);
        try
        {
            return new Pattern(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Linear), null, StepsOf(pattern));
        }
        catch (NotSupportedException)
        {
            return new Pattern(new Regex(pattern, RegexOptions.CultureInvariant, Backtracking), null, StepsOf(pattern));
        }
        catch (ArgumentException e)
        {
            return new Pattern(null, e.Message, 0);
        }
    }
}
