using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>What holds for one scalar: allowed words, form, length, range.</summary>
internal sealed class ScalarRule
{
    /// <summary>What the value is, as a noun phrase, with its details behind a colon: "a key: at most 120 characters".</summary>
    public string Title { get; init; } = "";

    public string Noun => Title.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? Title[..colon] : Title;

    public string Detail => Title.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? Title[(colon + 2)..] : Title;

    /// <summary>The value may be a secret by mistake: no message repeats it.</summary>
    public bool IsSecret { get; init; }

    public string[] Examples { get; init; } = [];

    /// <summary>The allowed words; empty when any is.</summary>
    public string[] Words { get; init; } = [];

    public Regex? Pattern { get; init; }

    public Format? Format { get; init; }

    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    public long Minimum { get; init; } = long.MinValue;

    public long Maximum { get; init; } = long.MaxValue;

    public bool SaysNothing =>
        Words.Length == 0 && Pattern is null && Format is null && MinLength == 0 && MaxLength == int.MaxValue && !HasRange;

    public bool HasRange => Minimum != long.MinValue || Maximum != long.MaxValue;

    public bool Check(Node node, FaultSink? sink)
    {
        var text = node.Text;
        if (Words.Length > 0 && !IsWord(text))
            return sink.Refuse(node, this, GrammarFaults.NotAllowed);
        if (!HasLength(text))
            return sink.Refuse(node, this, GrammarFaults.Length);
        if (Pattern?.IsMatch(text) is false || Format?.Accepts(text) is false)
            return sink.Refuse(node, this, GrammarFaults.Malformed);
        if (HasRange && !IsInRange(text))
            return sink.Refuse(node, this, GrammarFaults.OutOfRange);
        return true;
    }

    /// <summary>The text alone would keep the rule.</summary>
    public bool Accepts(string text) =>
        (Words.Length == 0 || IsWord(text)) && HasLength(text) && Pattern?.IsMatch(text) is not false && Format?.Accepts(text) is not false && (!HasRange || IsInRange(text));

    private bool IsWord(string text)
    {
        foreach (var word in Words)
        {
            if (word == text)
                return true;
        }

        return false;
    }

    // Lengths count characters as Graph and JSON Schema do, not UTF-16 units; a text that fits in units fits in characters.
    private bool HasLength(string text)
    {
        if (text.Length < MinLength)
            return false;
        return text.Length <= MaxLength || CountRunes(text) <= MaxLength;
    }

    private static int CountRunes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private bool IsInRange(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= Minimum && number <= Maximum;
}
