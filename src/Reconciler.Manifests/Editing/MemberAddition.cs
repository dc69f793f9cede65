using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Lists a person as a member of a group, in the way the list is written.</summary>
internal sealed class MemberAddition
{
    private const string Members = "members";

    private readonly OpenWorkspace workspace;
    private readonly WorkspaceEdit.AddMember edit;
    private readonly DraftResource group;
    private readonly Outline outline;
    private readonly Part entry;
    private readonly int body;

    private MemberAddition(OpenWorkspace workspace, WorkspaceEdit.AddMember edit, DraftResource group)
    {
        (this.workspace, this.edit, this.group) = (workspace, edit, group);
        (outline, entry) = workspace.Declaration(group);
        body = outline.Resolve(entry.Value);
    }

    public static Proposal Propose(OpenWorkspace workspace, WorkspaceEdit.AddMember edit)
    {
        if (workspace.Find(Kind.Group, edit.Group) is not { } group)
            return Proposal.Unknown("group", edit.Group, workspace.Nearest(Kind.Group, edit.Group));
        var isAddress = edit.Person.Contains('@', StringComparison.Ordinal);
        var person = isAddress ? workspace.WhoHas(edit.Person) : workspace.Find(Kind.User, edit.Person);
        if (person is null && !isAddress)
            return Proposal.Unknown("user", edit.Person, workspace.Nearest(Kind.User, edit.Person));
        return new MemberAddition(workspace, edit, group).Propose(person);
    }

    private Proposal Propose(DraftResource? person)
    {
        if (outline.Find(body, "membershipRule") is { } rule)
        {
            return Proposal.Refuse($"the members of {group.Key.Name} are computed by Entra from its membershipRule ({SpanOf(rule.Index).ToLine()})",
                "Change the rule, or replace it by members: and membersWhere:.");
        }

        var list = SiteWalk.Body(outline, body, Members);
        // A declared person is written by key, however the command named them: keys stay when addresses change.
        var name = person?.Key.Name ?? edit.Person;
        if (list is { } items)
        {
            foreach (var item in outline.PartsOf(items))
            {
                if (workspace.EndAt(outline, item.Value) is { } end && Means(end.To, person))
                    return Reconsider(item, end, name);
            }
        }

        if (SharedAt(list ?? body) is { } refusal)
            return refusal;
        var piece = ItemOf(new Piece.Word(name, list is { } style ? QuotesIn(style) : Quotes.None));
        var added = new Change.Append(outline, list ?? body, list is null ? Members : null, list is null ? new Piece.List(piece) : piece,
            $"added {name} to {group.Key.Name}{Until}")
        { AsBlock = true };
        var subject = ModelFacts.NameOf(group.Key);
        return new()
        {
            Changes = [added],
            Intended = model => ModelFacts.Of(model).Append(ModelFacts.List(subject, Members)).Append(FactOf(person, edit.Until, edit.Reason)),
            Notes = list is null && outline.Find(body, "membersWhere") is null && !IsAdditive
                ? [$"{group.Key.Name} had no members: before; from now on the list is exclusive and removes whom it does not name, unless `membership: additive` stands beside it."]
                : [],
        };
    }

    private string Until => edit.Until is { } day ? $" until {Day(day)}" : "";

    private bool IsAdditive => outline.Find(body, "membership") is { } membership
        && new Node(outline.Document, outline.Resolve(membership.Value)) is var mode && (mode.Word() ?? mode.Word(Members)) == "additive";

    private bool Means(Mention mention, DraftResource? person) => person is not null
        ? mention.Declared == person
        : mention.Form is NameForm.UserPrincipalName && string.Equals(mention.Text, edit.Person, StringComparison.OrdinalIgnoreCase);

    // The person is listed: what is said beside the name is made to say what the command says.
    private Proposal Reconsider(Part item, DraftEnd end, string name)
    {
        if (end.Terms?.Until == edit.Until && end.Terms?.Reason == edit.Reason)
            return new() { Already = new(SpanOf(item.Value), $"{name} is already a member of {group.Key.Name}{Until}") };
        var written = outline.Resolve(item.Value);
        var isMapping = outline.FormOf(written) is NodeForm.Mapping;
        if (SharedAt(isMapping ? written : item.Value) is { } refusal)
            return refusal;
        var says = $"{name} is a member of {group.Key.Name}{(edit.Until is null ? " without end" : Until)}{(edit.Reason is { } reason ? $": {reason}" : "")}";
        var subject = ModelFacts.NameOf(group.Key);
        var whom = ModelFacts.Named(end.To.Meaning ?? NameResolution.Live(end.To));
        var old = ModelFacts.End(subject, Members, whom, end.Terms?.Until, end.Terms?.Reason);
        return new()
        {
            Changes = isMapping ? [.. Fields(written, says)] : [new Change.Rewrite(outline, item.Value, ItemOf(WordAt(written)), says)],
            Intended = model => ModelFacts.Of(model).Where(f => f != old)
                .Append(ModelFacts.End(subject, Members, whom, edit.Until, edit.Reason)),
        };
    }

    private IEnumerable<Change> Fields(int item, string says)
    {
        string? said = says;
        foreach (var (key, wanted) in new[] { ("until", edit.Until is { } day ? new Piece.Word(Day(day)) : null), ("reason", Reason) })
        {
            var part = outline.Find(item, key);
            if (part is { } there && wanted is null)
                yield return new Change.Remove(outline, there.Index, said);
            else if (part is { } old && wanted is not null && outline.Document.At(outline.Resolve(old.Value)).Text != wanted.Text)
                yield return new Change.Rewrite(outline, old.Value, wanted with { Quotes = QuotesAt(old.Value) }, said);
            else if (part is null && wanted is not null)
                yield return new Change.Append(outline, item, key, wanted, said);
            else
                continue;
            said = null;
        }
    }

    private Piece.Word? Reason => edit.Reason is { } reason ? new(reason, Quotes.Double) : null;

    private Piece ItemOf(Piece.Word name)
    {
        if (edit.Until is null && edit.Reason is null)
            return name;
        var fields = new List<(string, Piece)> { ("user", name) };
        if (edit.Until is { } day)
            fields.Add(("until", new Piece.Word(Day(day))));
        if (Reason is { } reason)
            fields.Add(("reason", reason));
        return new Piece.Fields([.. fields]);
    }

    private Proposal? SharedAt(int index)
    {
        return Sharing.Above(outline, index) is var (alias, written)
            ? Proposal.Refuse($"what would change at {SpanOf(written).ToLine()} is also used at {SpanOf(alias).ToLine()}, through an alias", "Write one of the two out first.")
            : null;
    }

    private string FactOf(DraftResource? person, DateOnly? until, string? reason) => ModelFacts.End(
        ModelFacts.NameOf(group.Key), Members,
        ModelFacts.Named(person?.Reference ?? (Reference)new Reference.ByAttribute(Kind.User, "userPrincipalName", edit.Person)), until, reason);

    private Piece.Word WordAt(int scalar) => new(outline.Document.At(scalar).Text, QuotesAt(scalar));

    private Quotes QuotesAt(int index) => ScalarText.QuotesOf(outline.Text, outline.StartOf(index));

    // As the last name in the list is quoted.
    private Quotes QuotesIn(int list) =>
        outline.PartsOf(list).LastOrDefault(p => outline.FormOf(p.Value) is NodeForm.Plain or NodeForm.Quoted) is { Index: > 0 } last ? QuotesAt(last.Value) : Quotes.None;

    private SourceSpan SpanOf(int index) => outline.SpanOf(index);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
