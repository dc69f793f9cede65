using Reconciler.Core.Reporting.Explaining;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The scope of an explanation: the ways to an application line by line, and the mapping's scope clause by clause.</summary>
internal static class PersonScopeText
{
    public static void Write(Page page, ScopeStep scope, int column)
    {
        page.Row(PersonText.Step("scope"), column, [.. Flow.Words(scope.HasAccess ? "has access" : "no access", Role.Strong), .. Flow.Words(scope.HasAccess ? Roles(scope) : scope.Because, Role.Plain, ": ")], scope.Where);
        if (scope.OpenToEveryone)
            page.Row([], column, Flow.Words("everyone in the tenant can sign in: assignment is not required"));
        foreach (var way in scope.Ways)
            Write(page, way, column);
        if (scope.Items.IsEmpty)
            return;
        var held = scope.Items.Count(i => i.Holds);
        var many = Words.Number(scope.Items.Length);
        var said = held > 0 ? $"scope {scope.Items.IndexOf(scope.Items.First(i => i.Holds)) + 1} of {many} of {scope.Mapping} holds"
            : scope.Items.Length == 1 ? $"the scope of {scope.Mapping} does not hold" : $"none of {many} scopes of {scope.Mapping} holds";
        page.Row([], column, [Atom.Of(held > 0 ? "=" : "!", held > 0 ? Role.Kept : Role.Danger), .. Flow.Words(said)], scope.MappingWhere);
        foreach (var item in held > 0 ? scope.Items.Where(i => i.Holds).Take(1) : scope.Items)
        {
            foreach (var clause in item.Clauses)
                Write(page, clause, column);
        }
    }

    private static string Roles(ScopeStep scope) => string.Join(", ", scope.Ways.Where(w => w.State is "stays" or "gained").Select(w => w.Role ?? "without a role").Distinct(StringComparer.Ordinal));

    private static void Write(Page page, WayStep way, int column)
    {
        var (sign, role) = way.State switch
        {
            "gained" => ("+", Role.Gain),
            "lost" => ("-", Role.Loss),
            "nestedOnly" or "waits" => ("!", Role.Danger),
            _ => ("=", Role.Kept),
        };
        foreach (var (i, line) in way.Lines.Index())
        {
            var isLast = i == way.Lines.Length - 1;
            Atom[] head = i == 0 ? [Atom.Of(sign, role)] : [];
            var said = isLast && way.Role is { } name && way.State != "lost" ? Said(line.What, name) : way is { State: "lost", Role: { } had } ? $"{had} · {line.What}" : line.What;
            page.Row([], i == 0 ? column : column + 2, [.. head, .. Flow.Words(said)], line.Where);
        }

        if (way.State == "nestedOnly")
            page.Row([], column + 2, Flow.Words("too deep, and gives nothing", Role.Danger));
        if (way.Advice is { } advice)
            page.Row([], column + 2, Flow.Words(advice));
    }

    // The role stands behind the word that gives it: "engineering is assigned as User, nested: expand".
    private static string Said(string what, string role)
    {
        const string Word = "assigned";
        var at = what.IndexOf(Word, StringComparison.Ordinal);
        return at < 0 ? $"{what} as {role}" : $"{what[..(at + Word.Length)]} as {role}{what[(at + Word.Length)..]}";
    }

    private static void Write(Page page, ClauseStep clause, int column) =>
        page.Row([], column + 2, [.. Flow.Words(clause.Clause, Role.Code),
            .. clause.Holds && IsSaid(clause) ? [] : Flow.Words($"{(clause.Holds ? "" : "does not hold: ")}it is {(clause.Value is { } value ? Shown.Value(value) : "empty")}", clause.Holds ? Role.Dim : Role.Danger, " · ")]);

    // EQUALS says the value already.
    private static bool IsSaid(ClauseStep clause) => clause.Clause.EndsWith($"'{clause.Value}'", StringComparison.Ordinal);
}
