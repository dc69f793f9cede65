using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

using static Reconciler.Manifests.Loading.Fault;

namespace Reconciler.Manifests.Loading;

/// <summary>Every fault of meaning, one method per code: RC200 to RC240.</summary>
internal static class LoadingFaults
{
    public static Diagnostic NoControlFile(string path) => Error("RC200", $"there is no {path}", SourceSpan.None, "") with
    {
        Help = ["`reconciler init` writes one; it holds `version`, `workspace` and `directory`"],
    };

    public static Diagnostic UnknownUser(Places places, string name, Written? meant) =>
        Error("RC201", $"unknown user `{name}`", places, "no user has this key", DidYouMean(meant, "a person who is not declared is named by address, { employeeId: … } or { id: … }"));

    public static Diagnostic UnknownApplication(Places places, string name, Written? meant) =>
        Error("RC202", $"unknown application `{name}`", places, "no application has this key", DidYouMean(meant, "applications are declared in the control file"));

    public static Diagnostic UnknownGroup(Places places, string name, Written? meant) =>
        Error("RC203", $"unknown group `{name}`", places, "no group has this key", DidYouMean(meant, "a group that is not declared is named by { groupId: … }"));

    public static Diagnostic UnknownRole(Places places, string application, string role, Written? meant) =>
        Error("RC204", $"unknown role `{role}` of {application}", places, $"{application} has no such role", DidYouMean(meant, null));

    public static Diagnostic UnknownMapping(Places places, string name, Written? meant) =>
        Error("RC205", $"unknown mapping `{name}`", places, "no mapping has this key", DidYouMean(meant, "mappings are declared in content files"));

    public static Diagnostic OtherKind(Places places, Kind wanted, DraftResource found, OtherKinds others) =>
        Error("RC206", $"`{found.Key.Name}` is a {found.Key.Kind}, not a {wanted}", places, $"a {wanted} is meant here",
            others switch
            {
                OtherKinds.Never => $"name a {wanted}: a {found.Key.Kind} cannot stand here",
                OtherKinds.InTheirList => $"a {found.Key.Kind} is listed under `{found.Key.Kind}s`",
                _ when found.Key.Kind == Kind.Group => $"write {{ group: {found.Key.Name} }}",
                _ => $"write {found.Key.Name} alone, or {{ user: {found.Key.Name} }}",
            }) with
        {
            Related = [new(found.Span, "declared here")],
        };

    public static Diagnostic UnknownAttribute(Places places, Kind kind, string name, string? meant) =>
        Error("RC207", $"unknown attribute `{name}` of a {kind}", places, "no such attribute", meant is null ? null : $"did you mean `{meant}`?");

    public static Diagnostic ReservedKey(Written key) =>
        Error("RC209", $"an application cannot have the key `{key.Text}`", key.Span, "names the directory as a target");

    public static Diagnostic MarkDeclared(Places places, string attribute) =>
        Error("RC210", $"`{attribute}` bears the owner mark", places, "named by directory.ownership", "remove the line");

    public static Diagnostic OtherMapping(MappingUse use, DraftMapping found) =>
        Error("RC208", $"the mapping `{found.Key.Text}` is not for {use.Object}s", use.Mapping.Span, $"maps {found.Object}s") with { Related = found.Key.Span.IsNone ? [] : [new(found.Key.Span, "declared here")] };

    public static Diagnostic DuplicateKey(Places places, DraftResource first) =>
        Error("RC211", $"{first.Key.Kind} `{first.Key.Name}` is declared twice", places, "declared again", "what is said about one object stands in one place") with
        {
            Related = [new(first.Span, "first declared here")],
        };

    public static Diagnostic KeysDifferByCase(Places places, DraftResource first, string again) =>
        Error("RC212", $"{first.Key.Kind} `{again}` differs from `{first.Key.Name}` only by case", places, "keys compare without case") with
        {
            Related = [new(first.Span, "first declared here")],
        };

    public static Diagnostic ApplicationsDifferByCase(Written again, Written first) =>
        Error("RC214", $"application `{again.Text}` differs from `{first.Text}` only by case", again.Span, "keys compare without case") with { Related = [new(first.Span, "first declared here")] };

    public static Diagnostic DuplicateMapping(Written again, Written first) =>
        Error("RC213", $"the mapping `{first.Text}` is declared twice", again.Span, "declared again") with { Related = [new(first.Span, "first declared here")] };

    public static Diagnostic EndsBeforeStarts(DatedLine ends, DatedLine starts) =>
        Error("RC216", $"`ends` ({ends.Date:yyyy-MM-dd}) is before `starts` ({starts.Date:yyyy-MM-dd})", ends.Span, "before the start") with { Related = [new(starts.Span, "starts here")] };

    public static Diagnostic OutsideDomains(Places places, string domain, ImmutableArray<string> domains) =>
        Error("RC217", $"`{domain}` is not one of the directory's domains", places, $"expected {string.Join(" or ", domains)}",
            Suggestion.Nearest(domain, domains) is { } meant ? $"did you mean `{meant}`?" : "add it to directory.domains in the control file when the tenant has it");

    public static Diagnostic SameValue(Places places, string attribute, string value, DraftResource first, SourceSpan span) =>
        Error("RC218", $"two users have the {attribute} `{value}`", places, "already given") with { Related = [new(span, $"{first.Key.Name} has it")] };

    public static Diagnostic SameId(Places places, string id, DraftResource first, SourceSpan span) =>
        Error("RC219", $"two keys are bound to {id}", places, "one live object is one key") with { Related = [new(span, $"{first.Key.Name} is bound to it")] };

    /// <param name="steps">The groups, and where each contains the next.</param>
    /// <param name="isLegal">Whether the directory takes it: then it is a warning, since a circle is hardly ever meant.</param>
    public static Diagnostic GroupCycle(ImmutableArray<(string Group, SourceSpan Span)> steps, bool isLegal)
    {
        // A group in itself says nothing, wherever it is taken.
        var itself = steps.Length == 1;
        isLegal &= !itself;
        var message = itself ? $"the group `{steps[0].Group}` is a member of itself" : $"groups contain each other: {string.Join(" → ", steps.Select(s => s.Group))} → {steps[0].Group}";
        return Error("RC220", message, steps[0].Span, itself ? "itself" : $"`{steps[1].Group}` in `{steps[0].Group}`",
            isLegal ? "the directory takes it: whoever is in one of them is in all; remove one of these lines unless that is meant" : "remove one of these lines") with
        {
            Severity = isLegal ? Severity.Warning : Severity.Error,
            Related = [.. steps.Skip(1).Select((s, i) => new RelatedSpan(s.Span, $"`{steps[(i + 2) % steps.Length].Group}` in `{s.Group}`"))],
        };
    }

    public static Diagnostic ListedTwice(SourceSpan span, string name, string list, SourceSpan first) =>
        Error("RC221", $"`{name}` is listed twice in {list}", span, "second time") with { Related = [new(first, "first time")] };

    public static Diagnostic MasteredElsewhere(Places places, string attribute) =>
        Error("RC222", $"`{attribute}` is mastered elsewhere", places, "named by directory.readOnly", "remove the line; the value can still be used as a source");

    public static Diagnostic NotWritable(Places places, Kind kind, string attribute) =>
        Error("RC223", $"`{attribute}` of a {kind} cannot be written to the directory", places, "not writable", "remove the line");

    public static Diagnostic NotClearable(SourceSpan span, string attribute) =>
        Error("RC224", $"`{attribute}` cannot be cleared", span, "the directory needs a value", "write a value, or remove the line for not managed");

    public static Diagnostic KeepsOne(SourceSpan span, string attribute) =>
        Error("RC228", $"the directory keeps one value of `{attribute}`", span, "one too many", "keep the first, remove the others");

    public static Diagnostic Missing(DraftResource resource, ImmutableArray<string> attributes) =>
        Error("RC225", $"{resource.Key.Kind} `{resource.Key.Name}` has no {string.Join(" and no ", attributes)}", resource.Span, "incomplete",
            "an object that is mastered elsewhere says `existing: true`");

    public static Diagnostic NotFindable(DraftResource resource, string needs) =>
        Error("RC226", $"nothing says which live {resource.Key.Kind} `{resource.Key.Name}` is", resource.Span, $"needs {needs}");

    public static Diagnostic MembershipMissing(DraftResource group, SourceSpan list) =>
        Error("RC227", $"`membership` is missing on `{group.Key.Name}`, which already exists", list, "removes what it does not name, or only adds?",
            "write `membership: exclusive` or `membership: additive`");

    public static Diagnostic ManagedAndUnmanaged(SourceSpan span, string name, SourceSpan managed) =>
        Error("RC229", $"`{name}` is unmanaged and declared", span, "says that somebody else owns it") with { Related = [new(managed, "declared here")] };

    public static Diagnostic Filter(SourceSpan span, string expected) =>
        Error("RC230", "this is not a filter", span, expected, "for example 'department eq \"Engineering\" and accountEnabled eq true'");

    public static Diagnostic PreviousKeyDeclared(Written previous, DraftResource declared) =>
        Error("RC231", $"`{previous.Text}` is still declared", previous.Span, "cannot be a previous key") with { Related = [new(declared.Span, "declared here")] };

    public static Diagnostic PreviousKeyTwice(Places places, string previous, DraftResource first, SourceSpan span) =>
        Error("RC232", $"two keys were previously `{previous}`", places, "already claimed") with { Related = [new(span, $"claimed by {first.Key.Name}")] };

    public static Diagnostic ReleaseDeclared(ReleaseLine line, DraftResource declared) =>
        Error("RC233", $"{line.Key} is released and declared", line.Span, "lets go of a declared object", "remove its declaration, or this line") with { Related = [new(declared.Span, "declared here")] };

    public static Diagnostic UnknownTarget(Written target, IEnumerable<string> targets) =>
        Error("RC235", $"unknown target `{target.Text}`", target.Span, "no such target",
            Suggestion.Nearest(target.Text, targets) is { } meant ? $"did you mean `{meant}`?" : Known([.. targets]));

    private static string Known(string[] targets) => targets.Length switch
    {
        0 => "this workspace has no target: it needs `directory` or an application",
        1 => $"the only target is `{targets[0]}`",
        _ => $"the targets are {string.Join(", ", targets.Select(t => $"`{t}`"))}",
    };

    public static Diagnostic OverrideOver(DatedLine until, string guard, string target) =>
        Warning("RC236", $"the override of {guard} on {target} ended on {until.Date:yyyy-MM-dd}", until.Span, "no longer has an effect", "remove it");

    public static Diagnostic LeaverListed(Places places, DraftResource person, DatedLine left) =>
        Warning("RC237", $"`{person.Key.Name}` left on {left.Date:yyyy-MM-dd} and is still named", places, "has no effect", "remove these lines") with { Related = [new(left.Span, "left")] };

    public static Diagnostic HistoryOutside(SourceSpan span, string text) =>
        Error("RC238", $"the history cannot lie at `{text}`", span, "not inside the workspace", "a folder relative to the control file, or git:BRANCH");

    public static Diagnostic ModeMissing(SourceSpan span, string list) =>
        Error("RC240", $"`membership` does not say how {list} are kept", span, $"needs `{list}`", $"add `{list}: exclusive` or `{list}: additive`");
}
