using Reconciler.Core.Reporting.Explaining;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>An explanation for a pull request: the terminal's page in a block that nobody interprets.</summary>
public static class PersonMarkdown
{
    private const int Width = 100;
    private const int ShortestFence = 3;

    public static string Render(PersonExplanation person, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(person);
        var text = PersonText.Render(person, Width, full).ToPlain();
        // No value can close the block: the fence is longer than any run of it.
        var fence = new string('`', Math.Max(ShortestFence, LongestRun(text) + 1));
        return $"<details><summary>Why {MarkdownEncoder.Prose(person.Name)}: the steps</summary>\n\n{fence}text\n{text}{fence}\n\n</details>\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
