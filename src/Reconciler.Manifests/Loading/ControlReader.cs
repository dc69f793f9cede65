using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads the control file.</summary>
internal static class ControlReader
{
    public static DraftControl Read(Node root, Draft draft)
    {
        foreach (var (key, value) in root.Find("applications").Parts())
            ApplicationReader.Read(key, value, draft);
        ReadConflicts(root.Find("conflicts"), draft);
        draft.Authority = Authority.Read(root);
        SecretCheck.Run(root, draft.Faults);
        draft.IsControlRead = draft.IsWhole;
        var settings = root.Word("workspace") is { } name ? ReadSettings(name, root, draft) : null;
        draft.Directory = settings?.Directory;
        draft.HasNoDirectory = draft.IsControlRead && root.Find("directory") is null;
        var control = new DraftControl(root.Document.File)
        {
            Include = [.. root.Find("include").Words()],
            Exclude = Texts(root.Find("exclude")),
            Settings = settings,
        };
        ProtectedReader.ReadObjects(root.Find("protected"), control, draft);
        ReadRelease(root.Find("release"), control);
        return control;
    }

    private static WorkspaceSettings ReadSettings(string name, Node root, Draft draft) => new(name)
    {
        PlansExpire = DurationReader.Span(root.Find("plans")?.Find("expire")) ?? TimeSpan.FromDays(7),
        History = ReadHistory(root.Find("history"), draft.Faults),
        Directory = root.Find("directory") is { Kind: NodeKind.Mapping } directory ? DirectoryReader.Read(directory, draft) : null,
        Guards = root.Find("guards") is { Kind: NodeKind.Mapping } guards
            ? GuardsReader.Read(guards, root.KeySpan("guards"), draft)
            : GuardSettings.Default with { Span = root.Span },
        Protected = new() { Roles = [.. (root.Find("protected")?.Find("roles")).Words().Select(r => (r.Text, r.Span)).OrderBy(r => r.Text, StringComparer.Ordinal)] },
    };

    private static string? ReadHistory(Node? node, ICollection<Diagnostic> faults)
    {
        if (node?.Written() is not { } written)
            return null;
        var (text, span) = written;
        var inside = text.StartsWith("git:", StringComparison.Ordinal)
            ? text.Length > "git:".Length
            : text[0] is not ('/' or '\\' or '~') && !text.Contains(':', StringComparison.Ordinal) && !text.Split('/', '\\').Contains("..");
        if (!inside)
            faults.Add(LoadingFaults.HistoryOutside(span, text));
        return text;
    }

    private static void ReadConflicts(Node? conflicts, Draft draft)
    {
        foreach (var conflict in conflicts.Lines())
        {
            var all = new List<RoleUse>();
            foreach (var item in conflict.Find("all").Lines())
            {
                if (item.Word() is not { } text || text.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash))
                    continue;
                var application = new Written(text[..slash], item.SpanWithin(0, slash));
                var role = new Written(text[(slash + 1)..], item.SpanWithin(slash + 1, text.Length - slash - 1));
                all.Add(new RoleUse(application, role));
            }

            draft.Applications.RoleUses.AddRange(all);
            // One role alone excludes nothing; what is missing the grammar has said.
            if (conflict.Find("name")?.Written() is { } name && all.Count > 1)
                draft.Applications.Conflicts.Add(new DraftConflict(name, all));
        }
    }

    private static void ReadRelease(Node? release, DraftControl control)
    {
        foreach (var (kinds, kind) in new[] { ("users", Kind.User), ("groups", Kind.Group) })
            control.Release.AddRange((release?.Find(kinds)).Words().Select(w => new ReleaseLine(new ResourceKey(kind, w.Text), w.Span)));
    }

    private static ImmutableArray<string> Texts(Node? list) => [.. list.Words().Select(w => w.Text)];
}
