using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Edits a workspace's files as a person would: only the lines that say something else afterwards are written anew.</summary>
public static class WorkspaceEditor
{
    /// <summary>
    /// Computes an edit of a workspace that has no errors. The edited texts are read back, and what they say is compared with what was meant,
    /// before anything is given out.
    /// </summary>
    /// <param name="request">The workspace as it was loaded.</param>
    /// <param name="loaded">What it loaded as.</param>
    /// <param name="edit">What to do.</param>
    public static EditResult Apply(LoadRequest request, LoadResult loaded, WorkspaceEdit edit)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(loaded);
        if (loaded.Model is not { } model)
            return new() { Refusal = "the workspace has errors", Diagnostics = loaded.Diagnostics };
        var proposal = edit switch
        {
            WorkspaceEdit.AddMember add => MemberAddition.Propose(OpenWorkspace.Of(request), add),
            WorkspaceEdit.RemoveUser remove => UserRemoval.Propose(OpenWorkspace.Of(request), remove),
            WorkspaceEdit.RenameUser rename => UserRenaming.Propose(OpenWorkspace.Of(request), model, rename),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (proposal.Refusal is not null)
            return new() { Refusal = proposal.Refusal, Advice = proposal.Advice };
        return proposal.Already is { } already ? new() { Places = [already] } : Carry(proposal, request, loaded, model);
    }

    private static EditResult Carry(Proposal proposal, LoadRequest request, LoadResult loaded, IdentityModel model)
    {
        var files = ImmutableArray.CreateBuilder<EditedFile>();
        var places = new List<EditedPlace>();
        foreach (var changes in proposal.Changes.GroupBy(c => c.In))
        {
            if (Write(changes.Key, [.. changes], places) is not { } text)
                return Refuse([changes.Key]);
            files.Add(new EditedFile(changes.Key.Document.File, changes.Key.Document.Text, text));
        }

        var edited = request with { Texts = [.. request.Texts.Select(t => files.FirstOrDefault(f => f.Path == t.Path)?.ToSource() ?? t)] };
        var after = WorkspaceLoader.Load(edited);
        if (after.Model is not { } now)
        {
            return new()
            {
                Refusal = "the files would not be valid after it; nothing was written",
                Diagnostics = [.. after.Diagnostics.Where(d => d.Severity is Severity.Error)],
                Files = files.ToImmutable(),
            };
        }

        if (!proposal.Intended(model).ToHashSet(StringComparer.Ordinal).SetEquals(ModelFacts.Of(now)))
            return Refuse(proposal.Changes.Select(c => c.In).Distinct());
        var known = loaded.Diagnostics.Select(d => (d.Code, d.Message)).ToHashSet();
        return new()
        {
            Files = files.ToImmutable(),
            Places = [.. places.OrderBy(p => p.Span, SpanOrder.Instance)],
            Notes = proposal.Notes,
            Diagnostics = [.. after.Diagnostics.Where(d => !known.Contains((d.Code, d.Message)))],
        };
    }

    // Null when the text does not read back as the tree that was meant.
    private static string? Write(Outline outline, Change[] changes, List<EditedPlace> places)
    {
        var intended = new IntendedTree(outline, changes);
        var text = DocumentWriter.Write(outline, changes);
        if (text is null || !intended.Is(YamlDocument.Parse(outline.Document.File, text, new NodeBudget(), new List<Diagnostic>())))
            return null;
        foreach (var change in changes)
        {
            if (change.Says is not { } what)
                continue;
            var span = intended.Places.TryGetValue(change, out var node) ? node.Span : SpanOf(change);
            places.Add(new EditedPlace(span, what));
        }

        return text;
    }

    private static SourceSpan SpanOf(Change change) => change is Change.Remove remove
        ? remove.In.SpanOf(remove.Child)
        : throw new System.Diagnostics.UnreachableException();

    private static EditResult Refuse(IEnumerable<Outline> outlines) => new()
    {
        Refusal = $"{string.Join(" or ", outlines.Select(o => o.Document.File))} is written in a way that this edit cannot keep: it would change more than it should; nothing was written",
        Advice = "Make this edit by hand; an alias or an explicit key (?) is the usual reason.",
    };
}
