using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>The control file as read: settings that stand by themselves, and names to be looked up.</summary>
internal sealed class DraftControl(string file)
{
    public string File => file;

    public WorkspaceFiles Files => new([.. Include.Select(i => i.Text)], Exclude);

    /// <summary>The lines of <c>include:</c>.</summary>
    public required ImmutableArray<Written> Include { get; init; }

    public required ImmutableArray<string> Exclude { get; init; }

    /// <summary>Everything but what needs the declared keys; null when the workspace has no name.</summary>
    public required WorkspaceSettings? Settings { get; init; }

    public List<DraftEnd> Protected { get; } = [];

    public List<ReleaseLine> Release { get; } = [];

    /// <summary>The settings, with a meaning for every name.</summary>
    public WorkspaceSettings? ToSettings(Func<Mention, Reference> meaning) => Settings is null ? null : Settings with
    {
        Protected = Settings.Protected with
        {
            Objects =
            [
                .. Protected.OrderBy(p => p.To.Rank).ThenBy(p => p.To.Form).ThenBy(p => p.To.Text, StringComparer.OrdinalIgnoreCase)
                    .Select(p => new ProtectedLine(meaning(p.To), p.In(file))),
            ],
        },
        Release = [.. Release.OrderBy(r => r.Key)],
    };
}
