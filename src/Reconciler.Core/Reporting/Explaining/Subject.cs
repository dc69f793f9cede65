using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>The person who is asked about: as declared, as live, and as an account that only the ledger remembers.</summary>
internal sealed record Subject(RunPlan Run, ResourceKey Key)
{
    public DeclaredResource? Declared { get; private init; }

    /// <summary>The person's entry in the directory's plan.</summary>
    public Entry? Entry { get; private init; }

    /// <summary>Null when only an application knows them.</summary>
    public Handle? Handle { get; private init; }

    public DirectoryOutlook Outlook => Run.Outlook;

    public string Name => Key.Name;

    /// <summary>It is in doubt which live object is meant, so nothing is done to anybody.</summary>
    public bool IsInConflict => Conflict is { Code: not ("RC413" or "RC416" or "RC417") };

    /// <summary>Why the person waits in the directory; not always because nobody knows who they are.</summary>
    public PairingConflict? Conflict => (Entry?.Change as Change.Blocked)?.Why;

    /// <param name="text">A declared key, or of a live person the userPrincipalName, the mail address or the id.</param>
    public static Subject? Find(RunPlan run, string text)
    {
        var key = new ResourceKey(Kind.User, text);
        var declared = run.Model.Resources.FirstOrDefault(r => r.Key == key);
        var entry = run.Outlook.Plan.Entries.FirstOrDefault(e => e.Kind == Kind.User && e.Key == key);
        var handle = entry?.Object ?? run.Outlook.Roster.Find(key) ?? Live(run.Outlook, text);
        if (handle is { } found && declared is null && entry is null)
        {
            // A live person may be a declared one.
            entry = run.Outlook.EntryOf(found) is { Kind.Name: "user", Change: not Change.Blocked } theirs ? theirs : null;
            key = entry?.Key ?? run.Outlook.Roster.KeyOf(found) ?? new ResourceKey(Kind.User, run.Outlook.Roster.NameOf(found));
            declared = run.Model.Resources.FirstOrDefault(r => r.Key == key);
        }

        if (handle is null && declared is null && !run.Targets.Any(t => t.Target != TargetName.Directory && t.Entries.Any(e => e.Kind == Kind.User && e.Key == key)))
            return null;
        return new Subject(run, declared?.Key ?? key) { Declared = declared, Entry = entry, Handle = handle };
    }

    // The recycle bin too: somebody who was deleted is asked about more than anybody.
    private static Handle? Live(DirectoryOutlook outlook, string text)
    {
        if (outlook.Roster.Find(new RemoteId(text)) is { } byId && outlook.Roster.KindOf(byId) == Kind.User)
            return byId;
        if ((outlook.View.Find(Kind.User, "userPrincipalName", text) ?? outlook.View.Find(Kind.User, "mail", text)) is { } found)
            return found;
        var table = outlook.Snapshot[Kind.User];
        foreach (var handle in table.Rows)
        {
            if (string.Equals(outlook.Snapshot.Pool[table.Cell(handle, "userPrincipalName")].ToString(), text, StringComparison.OrdinalIgnoreCase))
                return handle;
        }

        return null;
    }
}
