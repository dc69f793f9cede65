using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads earlier keys as the owner marks they stood in: a key of this workspace, or another workspace's before the first slash.</summary>
internal static class PreviousKeys
{
    public static OwnerMark MarkOf(string previous, string workspace) =>
        previous.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < previous.Length - 1
            ? new OwnerMark(previous[..slash], previous[(slash + 1)..])
            : new OwnerMark(workspace, previous);

    public static void Check(Draft draft, KeyIndex keys, string workspace)
    {
        var claimed = new Dictionary<(Kind Kind, string Mark), (DraftResource By, Written Line)>();
        var again = new Repeats<(Kind Kind, string Mark)>();
        foreach (var resource in keys.All)
        {
            foreach (var line in resource.Previously)
            {
                var mark = MarkOf(line.Text, workspace);
                var key = (resource.Key.Kind, mark.ToString().ToUpperInvariant());
                if (mark.Names(workspace, mark.Key) && keys.Find(resource.Key.Kind, mark.Key) is { } declared)
                    draft.Faults.Add(LoadingFaults.PreviousKeyDeclared(line, declared));
                else if (!claimed.TryAdd(key, (resource, line)))
                    again.Add(key, line.Span);
            }
        }

        again.Report(draft.Faults, (key, places) => LoadingFaults.PreviousKeyTwice(places, claimed[key].Line.Text, claimed[key].By, claimed[key].Line.Span));
    }
}
