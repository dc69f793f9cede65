using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>
/// Gives a person another key: the declaration's, and in every place that names the person by key. Names by address and the like stay.
/// The old key becomes an earlier one, so that the account is the same; to keys that differ only by case nothing is earlier.
/// </summary>
internal sealed class UserRenaming
{
    private const string Previously = "previously";

    private readonly OpenWorkspace workspace;
    private readonly WorkspaceEdit.RenameUser edit;
    private readonly DraftResource person;
    private readonly string home;
    private readonly Outline outline;
    private readonly Part entry;

    private UserRenaming(OpenWorkspace workspace, WorkspaceEdit.RenameUser edit, DraftResource person, string home)
    {
        (this.workspace, this.edit, this.person, this.home) = (workspace, edit, person, home);
        (outline, entry) = workspace.Declaration(person);
    }

    public static Proposal Propose(OpenWorkspace workspace, IdentityModel model, WorkspaceEdit.RenameUser edit)
    {
        if (workspace.Find(Kind.User, edit.Old) is not { } person)
            return Proposal.Unknown("user", edit.Old, workspace.Nearest(Kind.User, edit.Old));
        if (FaultOf(edit.New) is { } fault)
            return Proposal.Refuse(fault.Message, fault.Label);
        if (person.Key.Name == edit.New)
            return new() { Already = new(person.Span, $"{edit.New} has this key already") };
        if (workspace.Find(Kind.User, edit.New) is { } taken && taken != person)
            return Proposal.Refuse($"`{taken.Key.Name}` is declared already, at {taken.Span.ToLine()}", "Choose a key that is free.");
        return new UserRenaming(workspace, edit, person, model.Settings.Workspace).Propose();
    }

    private Proposal Propose()
    {
        var places = Places();
        var names = places.Select(p => (p.In, p.Name)).ToHashSet();
        return SharedBeyond(names) ?? new()
        {
            Changes = [.. Names(places, names), .. IsOnlyCase ? [] : Earlier()],
            Intended = Intended,
        };
    }

    private IEnumerable<string> Intended(IdentityModel model)
    {
        var renamed = person.Key with { Name = edit.New };
        var facts = ModelFacts.Of(model, k => ModelFacts.NameOf(k == person.Key ? renamed : k));
        if (IsOnlyCase)
            return facts;
        var subject = ModelFacts.NameOf(renamed);
        return facts.Where(f => !string.Equals(f, ModelFacts.Earlier(subject, new(home, edit.New)), StringComparison.OrdinalIgnoreCase))
            .Append(ModelFacts.Earlier(subject, new(home, person.Key.Name)));
    }

    private bool IsOnlyCase => string.Equals(person.Key.Name, edit.New, StringComparison.OrdinalIgnoreCase);

    // The item that says that the person had the new key before: going back, the two change places.
    private int? Return
    {
        get
        {
            foreach (var item in SiteWalk.Body(outline, outline.Resolve(entry.Value), Previously) is { } list ? outline.PartsOf(list) : [])
            {
                if (PreviousKeys.MarkOf(outline.Document.At(outline.Resolve(item.Value)).Text, home).Names(home, edit.New))
                    return item.Value;
            }

            return null;
        }
    }

    private List<(Outline In, int Name, string Says)> Places()
    {
        var places = new List<(Outline In, int Name, string Says)> { (outline, entry.Index, $"renamed {person.Key.Name} to {edit.New}") };
        foreach (var site in workspace.SitesOf(person))
        {
            if (workspace.EndAt(site.In, site.Item)?.To.Form is NameForm.UserKey && site.KeyName is { } name)
                places.Add((site.In, name, $"renamed {site.Where}"));
        }

        return [.. places.DistinctBy(p => (p.In, p.Name))];
    }

    // An alias of a name that is renamed itself says the new one already.
    private IEnumerable<Change> Names(List<(Outline In, int Name, string Says)> places, HashSet<(Outline In, int Name)> names) => places
        .Where(p => p.In.FormOf(p.Name) is not NodeForm.Alias || !names.Contains((p.In, p.In.Resolve(p.Name))))
        .Select(p => new Change.Rewrite(p.In, p.Name, new Piece.Word(edit.New, QuotesAt(p.In, p.Name)), p.Says));

    // Something that is no name of the person and says the same by an alias.
    private static Proposal? SharedBeyond(HashSet<(Outline In, int Name)> names)
    {
        foreach (var file in names.Select(n => n.In).Distinct())
        {
            foreach (var alias in Sharing.Aliases(file))
            {
                var written = file.Resolve(alias);
                if (names.Contains((file, written)) && !names.Contains((file, alias)))
                {
                    return Proposal.Refuse($"the name at {file.SpanOf(written).ToLine()} is also used at {file.SpanOf(alias).ToLine()}, through an alias, and names nobody there",
                        $"Write out what stands at {file.SpanOf(alias).ToLine()} first.");
                }
            }
        }

        return null;
    }

    private IEnumerable<Change> Earlier()
    {
        // A key with a slash would name another workspace's.
        var old = person.Key.Name.Contains('/', StringComparison.Ordinal) ? $"{home}/{person.Key.Name}" : person.Key.Name;
        var body = outline.Resolve(entry.Value);
        if (Return is { } item)
            yield return new Change.Rewrite(outline, item, new Piece.Word(old, QuotesAt(outline, item)), $"previously: {old} in place of {edit.New}");
        else if (SiteWalk.Body(outline, body, Previously) is { } list)
            yield return new Change.Append(outline, list, null, new Piece.Word(old, QuotesAt(outline, outline.PartsOf(list) is [.., var last] ? last.Value : -1)), $"added {old} to previously:");
        else
            yield return new Change.Append(outline, body, Previously, new Piece.List(new Piece.Word(old)), $"added previously: [{old}]");
    }

    private static Quotes QuotesAt(Outline outline, int index) => index < 0 ? Quotes.None : ScalarText.QuotesOf(outline.Text, outline.StartOf(index));

    // What the grammar says of a person declared under this key.
    private static Diagnostic? FaultOf(string key)
    {
        var faults = new List<Diagnostic>();
        var document = YamlDocument.Parse("", $"version: 1\nusers: {{ {ScalarText.Of(key, Quotes.Double, inFlow: true)}: {{ existing: true }} }}\n", new NodeBudget(), faults);
        Schema.Content.Validate(document, faults);
        return faults.FirstOrDefault();
    }
}
