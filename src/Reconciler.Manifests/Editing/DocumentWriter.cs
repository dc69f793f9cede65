namespace Reconciler.Manifests.Editing;

/// <summary>Carries changes of one document out on its text; every line that they do not name stays as it is.</summary>
internal static class DocumentWriter
{
    /// <summary>The new text; null when the changes cannot be made together.</summary>
    public static string? Write(Outline outline, IReadOnlyCollection<Change> changes)
    {
        var removal = new LineRemoval(outline);
        var blocks = new BlockWriter(outline, removal);
        var flows = new FlowWriter(outline, removal);
        var leaving = changes.OfType<Change.Remove>().Select(r => r.Child).ToHashSet();
        var edits = new List<TextEdit>();
        foreach (var children in leaving.Where(c => !IsWithinAny(c, leaving)).GroupBy(outline.ParentOf))
        {
            var parts = outline.PartsOf(children.Key);
            edits.AddRange(outline.IsFlow(children.Key) ? flows.Remove(children.Key, parts, leaving) : blocks.Remove(children.Key, parts, leaving));
        }

        foreach (var change in changes)
        {
            if (change is Change.Rewrite rewrite)
                edits.Add(new(outline.StartOf(rewrite.Index), outline.EndOf(rewrite.Index), rewrite.Piece.Write(outline.IsFlow(rewrite.Index))));
            else if (change is Change.Append append)
                edits.AddRange(Append(append));
        }

        edits.AddRange(removal.Edits());
        return TextEdit.Apply(outline.Text, edits);

        IEnumerable<TextEdit> Append(Change.Append change)
        {
            var parts = outline.PartsOf(change.Collection);
            var isShrinking = parts.RemoveAll(p => leaving.Contains(p.Index)) > 0;
            return outline.IsFlow(change.Collection) ? flows.Append(change, parts, isShrinking) : [blocks.Append(change, parts[^1])];
        }

        bool IsWithinAny(int child, HashSet<int> removed)
        {
            for (var at = outline.ParentOf(child); at >= 0; at = outline.ParentOf(at))
            {
                // An entry leaves by its key; what stands in it hangs below its value, which follows the key.
                if (removed.Contains(at) || removed.Contains(at - 1) && outline.ParentOf(at) >= 0 && outline.FormOf(outline.ParentOf(at)) is Yaml.NodeForm.Mapping)
                    return true;
            }

            return false;
        }
    }
}
