using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Manifests.Editing;
using Reconciler.Manifests.Loading;
using Reconciler.Tests.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Editing;

/// <summary>A random edit of a random workspace in a random layout means what it should, and touches no line that it does not name.</summary>
public sealed class EditProperties
{
    [Fact]
    public void An_edit_gives_the_intended_model_and_leaves_every_other_line_alone() =>
        // A failing case is printed with its seed by QuickCheckThrowOnFailure; the seed here is printed too, to be replayed alone.
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var fault = FaultOf(seed);
            return (fault is null).Label($"seed {seed}\n{fault}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static string? FaultOf(int seed)
    {
        var random = new Random(seed);
        var estate = new RandomEstate(random);
        var before = estate.Write(new Layout(random));
        var request = new LoadRequest([.. before.Select(f => Estate.Text(f.Path, f.Text))], Estate.Today);
        var loaded = WorkspaceLoader.Load(request);
        if (loaded.Model is null)
            return $"not valid before:\n{Estate.Show(loaded.Diagnostics)}\n{Show(before)}";

        var (edit, token) = estate.Edit(random);
        var result = WorkspaceEditor.Apply(request, loaded, edit);
        if (result.Refusal is not null)
            return $"{edit}: {result.Refusal}\n{Estate.Show(result.Diagnostics)}\n{Show(before)}";
        var after = before.Select(f => (f.Path, Text: Edits.TextOf(result, f.Path) is { } text ? f.Text[..Edits.MarkOf(f.Text)] + text : f.Text)).ToArray();

        // What the edited estate means, written plainly.
        var intended = Describe(estate.Write(null));
        var got = Describe(after);
        if (intended != got)
            return $"{edit}\n{Show(before)}\n--- became\n{Show(after)}\n--- which means\n{got}\n--- instead of\n{intended}";
        foreach (var (old, now) in before.Zip(after))
        {
            if (Lost(old.Text, now.Text, token, edit) is { } lost)
                return $"{edit}: {lost}\n{old.Text}\n--- became\n{now.Text}";
        }

        return null;
    }

    private static string Describe((string Path, string Text)[] files)
    {
        var loaded = Estate.Load(files);
        return loaded.Model is { } model ? Estate.Describe(model) : Estate.Show(loaded.Diagnostics);
    }

    // The lines that do not name the person stand in the new text, in their order, to the byte. A new item may put a comma, or itself, on one line;
    // with a person go blank lines, and lists that become empty.
    private static string? Lost(string before, string after, Regex token, WorkspaceEdit edit)
    {
        var removal = edit is WorkspaceEdit.RemoveUser;
        var staying = Lines(before).Where(l => !token.IsMatch(l) && !(removal && (l.Trim('\ufeff', ' ', '\r', '\n').Length == 0 || Regex.IsMatch(l, "(members|owners|users).?:")))).ToArray();
        var missing = staying.Length - Common(staying, Lines(after));
        return missing > (edit is WorkspaceEdit.AddMember ? 1 : 0) ? $"{missing} further lines were touched" : null;
    }

    private static string[] Lines(string text) => Regex.Split(text, "(?<=\n)");

    private static int Common(string[] x, string[] y)
    {
        var lengths = new int[x.Length + 1, y.Length + 1];
        for (var i = 1; i <= x.Length; i++)
        {
            for (var j = 1; j <= y.Length; j++)
            {
                // The last line may get a break when something is written behind it.
                lengths[i, j] = x[i - 1] == y[j - 1] || (i == x.Length && x[i - 1] == y[j - 1].TrimEnd('\r', '\n'))
                    ? lengths[i - 1, j - 1] + 1
                    : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }

        return lengths[x.Length, y.Length];
    }

    private static string Show((string Path, string Text)[] files) => string.Join("\n", files.Select(f => $"# {f.Path}\n{f.Text}"));
}
