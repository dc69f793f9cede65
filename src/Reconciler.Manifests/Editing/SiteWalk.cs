using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Finds the places of a document that name people. What several aliases stand for is one place, where it is written.</summary>
internal sealed class SiteWalk(Outline outline)
{
    private readonly HashSet<int> seen = [];

    /// <summary>The collection behind a key of a mapping, where it is written; null when there is none.</summary>
    public static int? Body(Outline outline, int mapping, string key) =>
        outline.Find(mapping, key) is { } part && outline.Resolve(part.Value) is var body && outline.IsCollection(body) ? body : null;

    public IEnumerable<Site> Run(bool isControl)
    {
        if (isControl)
            return Body(outline, 0, "protected") is { } block ? Items(block, "users", "in the protected users") : [];
        return Managers().Concat(Members()).Concat(Assignments());
    }

    private IEnumerable<Site> Managers()
    {
        foreach (var (key, body) in Entries("users"))
        {
            if (outline.Find(body, "manager") is { } manager && seen.Add(manager.Index))
                yield return new(outline, manager.Index, manager.Value, $"as manager of {key}");
        }
    }

    private IEnumerable<Site> Members()
    {
        foreach (var (key, body) in Entries("groups"))
        {
            foreach (var list in new[] { "members", "owners" })
            {
                foreach (var site in Items(body, list, $"in the {list} of {key}"))
                    yield return site;
            }
        }
    }

    private IEnumerable<Site> Assignments()
    {
        if (Body(outline, 0, "assignments") is not { } section)
            yield break;
        foreach (var application in outline.PartsOf(section))
        {
            var key = outline.Document.At(application.Index).Text;
            foreach (var site in Items(section, key, $"in the assignments of {key}"))
                yield return site;
        }
    }

    private IEnumerable<(string Key, int Body)> Entries(string section)
    {
        if (Body(outline, 0, section) is not { } entries)
            yield break;
        foreach (var entry in outline.PartsOf(entries))
            yield return (outline.Document.At(entry.Index).Text, outline.Resolve(entry.Value));
    }

    private IEnumerable<Site> Items(int mapping, string key, string where)
    {
        if (Body(outline, mapping, key) is not { } list || outline.FormOf(list) is not NodeForm.Sequence)
            yield break;
        foreach (var item in outline.PartsOf(list))
        {
            if (seen.Add(item.Index))
                yield return new(outline, item.Index, item.Index, where);
        }
    }
}
