using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads who may use which application. Files add up, so what one application has is put together when all of them are read.</summary>
internal static class AssignmentReader
{
    public static void Read(Node body, Draft draft)
    {
        foreach (var (application, lines) in body.Entries)
        {
            var key = new Written(application.Text, application.Span);
            draft.Applications.RoleUses.Add(new RoleUse(key, null));
            if (!draft.Applications.Blocks.TryGetValue(key.Text, out var places))
                draft.Applications.Blocks.Add(key.Text, places = []);
            places.Add(key.Span);
            foreach (var line in lines.Items)
            {
                var role = line.Find("role")?.Written();
                if (role is { } named)
                    draft.Applications.RoleUses.Add(new RoleUse(key, named));
                if (ReferenceReader.Read(line, draft) is not { } holder)
                    continue;
                var span = holder.In(line.Document.File);
                draft.Uses.Add((holder.To, span, OtherKinds.InTheirForm));
                draft.Applications.Assignments.Add(new DraftAssignment(key, role?.Text, holder, span, line.Word("nested") == "expand"));
            }
        }
    }
}
