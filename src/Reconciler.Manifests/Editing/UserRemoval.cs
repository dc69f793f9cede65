using Reconciler.Core.Values;

namespace Reconciler.Manifests.Editing;

/// <summary>
/// Removes a person's declaration and every place that names the person, by key, address, employee id or object id.
/// An earlier key (<c>previously:</c>) of somebody else stays.
/// </summary>
internal static class UserRemoval
{
    public static Proposal Propose(OpenWorkspace workspace, WorkspaceEdit.RemoveUser edit)
    {
        if (workspace.Find(Kind.User, edit.Key) is not { } person)
            return Proposal.Unknown("user", edit.Key, workspace.Nearest(Kind.User, edit.Key));
        var key = person.Key.Name;
        var (home, entry) = workspace.Declaration(person);
        Change[] changes =
        [
            new Change.Remove(home, entry.Index, $"removed {key}"),
            .. workspace.SitesOf(person).Select(s => new Change.Remove(s.In, s.Child,
                s.In == home && s.In.IsWithin(s.Child, entry.Value) ? null : $"removed {key} {s.From}")),
        ];
        foreach (var inFile in changes.Cast<Change.Remove>().GroupBy(c => c.In))
        {
            if (Sharing.LeftBehind(inFile.Key, [.. inFile.Select(c => c.Child)]) is var (alias, written))
            {
                return Proposal.Refuse(
                    $"{key} cannot be removed: what is written at {inFile.Key.SpanOf(written).ToLine()} is also used at {inFile.Key.SpanOf(alias).ToLine()}, through an alias",
                    $"Write out what stands at {inFile.Key.SpanOf(alias).ToLine()} first.");
            }
        }

        return new()
        {
            Changes = [.. changes],
            Intended = model => ModelFacts.Of(model, k => k == person.Key ? null : ModelFacts.NameOf(k)),
            Notes =
            [
                person switch
                {
                    { Existing: not null } => $"{key} is no longer declared; the account is mastered elsewhere and stays as it is.",
                    { Left: not null } => $"{key} is no longer declared: the next plan still treats them as a leaver.",
                    _ => $"{key} is no longer declared: the next plan treats them as a leaver; `left: DATE` says it in the file instead.",
                },
            ],
        };
    }
}
