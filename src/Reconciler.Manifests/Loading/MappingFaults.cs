using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Manifests.Yaml;
using static Reconciler.Manifests.Loading.Fault;

namespace Reconciler.Manifests.Loading;

/// <summary>Every fault of an attribute mapping, one method per code: RC260 to RC283.</summary>
internal static class MappingFaults
{
    public static Diagnostic NoExpression(SourceSpan span, ExpressionFault fault) =>
        Error("RC260", "this is not an expression", span, fault.Message, fault.Help);

    public static Diagnostic UnknownFunction(Places places, string name, string? help) =>
        Error("RC261", $"unknown function `{name}`", places, "no function has this name", help);

    public static Diagnostic WrongCall(SourceSpan span, ExpressionFault fault) =>
        Error("RC262", fault.Message, span, "called otherwise", fault.Help);

    public static Diagnostic UnknownSource(Places places, string name, SourceRefusal refusal) =>
        Error("RC263", $"`{name}` is not a source attribute", places, refusal.Why, refusal.Meant is { } meant ? $"did you mean `{meant}`?" : null);

    public static Diagnostic ManyOntoOne(SourceSpan span, string many, TargetPath target) =>
        Error("RC264", $"{many} has several values, and `{target}` takes one", span, "several values", "pick one: Item(…, 1); or join them: Join(\", \", …)");

    public static Diagnostic RolesForAll(Written call, Written application) =>
        Error("RC265", $"`{call.Text}` needs `scope: assigned`", call.Span, $"`{application.Text}` provisions everybody, assigned or not") with
        {
            Related = [new(application.Span, "`scope: all`")],
        };

    public static Diagnostic RolesTogether(Written call, Written first) =>
        Error("RC265", $"`{call.Text}` cannot stand beside `{first.Text}`", call.Span, "writes the same roles in another form", "keep one of them") with
        {
            Related = first.Span.IsNone ? [] : [new(first.Span, "roles are written here")],
        };

    public static Diagnostic NullInCondition(SourceSpan span) =>
        Warning("RC266", "Entra's service does not support a check for null in the condition of IIF", span, "the condition fails there",
            "write Switch(source, otherwise, \"\", value when empty)");

    public static Diagnostic SwitchOnReference(SourceSpan span, string name) =>
        Error("RC267", $"Switch cannot read `{name}`", span, "a reference, written in a second pass", "map the attribute as it is");

    public static Diagnostic TargetIsId(SourceSpan span) =>
        Error("RC268", "`id` cannot be mapped", span, "given by the server", "what the directory knows the person by belongs into `externalId`");

    public static Diagnostic NoMatch(Written mapping, Written use) =>
        Error("RC269", $"nothing of `{mapping.Text}` finds accounts", mapping.Span.IsNone ? use.Span : mapping.Span, "no row has `match`",
            "add `match: 1` to the row whose value is unique in the application") with
        {
            Related = mapping.Span.IsNone ? [] : [new(use.Span, "used here")],
        };

    public static Diagnostic OnlyRenameable(Written mapping, SourceSpan use, IEnumerable<string> rows) =>
        Warning("RC270", $"`{mapping.Text}` finds accounts only by what can be renamed", mapping.Span.IsNone ? use : mapping.Span,
            $"matches {string.Join(" and ", rows.Select(r => $"`{r}`"))}", mapping.Span.IsNone
                ? $"extend it: `extends: {mapping.Text}` with `externalId: {{ source: objectId, match: 2 }}`"
                : "add `externalId: { source: objectId, match: 2 }`");

    public static Diagnostic Chance(SourceSpan span, string function, bool isMatch) => isMatch
        ? Error("RC271", $"`{function}` cannot find an account", span, "another value every time", "match by a row whose value stays")
        : Error("RC271", $"`{function}` needs `apply: create`", span, "another value every time", "write `apply: create` beside the expression");

    public static Diagnostic NotInProfile(SourceSpan span, string message, string label, string help) => Error("RC272", message, span, label, help);

    public static Diagnostic NoTarget(Node key, TargetPathFault fault) =>
        Error("RC273", $"`{key.Text}` is not a target attribute", key.SpanWithin(fault.Offset, fault.Length), fault.Message, fault.Help);

    public static Diagnostic NotInScope(Written attribute, string why) =>
        Error("RC274", $"`{attribute.Text}` cannot be asked for in `scope`", attribute.Span, why);

    public static Diagnostic NoPattern(SourceSpan span) =>
        Error("RC275", "this is not a regular expression", span, "does not compile",
            "the dialect is .NET's, without look-around and back-references; in YAML a pattern is best put in single quotes");

    public static Diagnostic TargetTwice(DraftRow again, SourceSpan first) =>
        Error("RC276", $"`{again.Target}` is mapped twice", again.Span, "second time", "names of attributes compare without case") with { Related = [new(first, "first time")] };

    public static Diagnostic ExtendsCycle(ImmutableArray<(string Mapping, SourceSpan Span)> steps) =>
        Error("RC277", steps.Length == 1 ? $"the mapping `{steps[0].Mapping}` extends itself" : $"mappings extend each other: {string.Join(" → ", steps.Select(s => s.Mapping))} → {steps[0].Mapping}",
            steps[0].Span, "goes round in a circle", "remove one of the `extends`") with
        {
            Related = [.. steps.Skip(1).Select(s => new RelatedSpan(s.Span, $"`{s.Mapping}` extends this"))],
        };

    public static Diagnostic RolesAsTheyAre(SourceSpan span) =>
        Error("RC278", "`appRoleAssignments` is read by a function of roles", span, "not a value by itself",
            "write SingleAppRoleAssignment([appRoleAssignments]) or AssertiveAppRoleAssignmentsComplex([appRoleAssignments])");

    public static Diagnostic SwitchOnNullCheck(SourceSpan span, string function) =>
        Warning("RC279", $"Entra's documentation advises against {function} as the source of Switch", span, "compares the words True and False",
            "write Switch(source, otherwise, \"\", value when empty)");

    public static Diagnostic ValueMissing(Written word) =>
        Error("RC280", $"{word.Text} needs a `value`", word.Span, "compares with nothing");

    public static Diagnostic ValueUnwanted(SourceSpan span, string word) =>
        Error("RC280", $"{word} takes no `value`", span, "never looked at", "remove it");

    public static Diagnostic NoWhole(SourceSpan span, string word) =>
        Error("RC280", $"{word} compares whole numbers", span, "not a whole number");

    public static Diagnostic NoFlag(Written word, string attribute) =>
        Error("RC280", $"`{attribute}` is neither true nor false", word.Span, "never holds", "compare it by EQUALS");

    public static Diagnostic NotAnchored(SourceSpan span) =>
        Warning("RC281", "the pattern is found anywhere in the value", span, "has an open end",
            "write `^…$` for the whole value, or `.*` where an end is meant to be open");

    public static Diagnostic RemovesNothing(DraftRow row, Written mapping, Written? extends, string? meant) =>
        Error("RC282", extends is { } known ? $"`{known.Text}` has no row `{row.Target}`" : $"`{mapping.Text}` extends no mapping", row.Span, "`null` removes nothing",
            meant is null ? "`null` removes a row of the mapping that is extended: remove the line" : $"did you mean `{meant}`?");

    public static Diagnostic MatchTwice(AttributeMapping again, AttributeMapping first, SourceSpan span) =>
        Error("RC283", $"two rows have `match: {again.Match}`", span, $"`{first.Target}` has it too", "1 is tried first: number them in that order") with
        {
            Related = first.Span.IsNone ? [] : [new(first.Span, $"`{first.Target}`")],
        };
}
