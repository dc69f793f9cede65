using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads which objects are never touched.</summary>
internal static class ProtectedReader
{
    public static void ReadObjects(Node? block, DraftControl control, Draft draft)
    {
        foreach (var (list, plain) in new[] { ("users", NameForm.UserKey), ("groups", NameForm.GroupKey) })
        {
            foreach (var item in (block?.Find(list)).Lines())
            {
                if (ReferenceReader.Read(item, draft, plain) is not { } line)
                    continue;
                control.Protected.Add(line);
                draft.Uses.Add((line.To, line.In(item.Document.File), OtherKinds.InTheirList));
            }
        }
    }
}
