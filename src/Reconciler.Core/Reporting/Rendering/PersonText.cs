using Reconciler.Core.Reporting.Explaining;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Why a person has the access and the values that they have, for the terminal: import, then scope, match, action and result of each application.</summary>
public static class PersonText
{
    /// <summary>Where the text of a step begins: two spaces, the step's word.</summary>
    private const int Column = 13;
    private const int Inner = Column + 2;
    private const int LongestId = 12;

    /// <param name="full">Unchanged values, every tried attribute and whole expression trees too.</param>
    public static StyledText Render(PersonExplanation person, int width, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(person);
        var page = new Page(width);
        page.Row([], 0, [Atom.Of(person.Name, Role.Strong), Atom.Of($"{person.Workspace}, {Words.Day(person.Day)}", Role.Dim, " · ")], person.Where);
        foreach (var guard in person.BlockedBy)
            page.Row([], 2, Flow.Words($"! the run is blocked by {guard}: nothing of what follows is sent to anybody", Role.Danger));
        page.Blank();
        Write(page, person.Import);
        if (person.Action is { } action)
            PersonActionText.Write(page, action, Column, full);
        if (person.Result is { } result)
            Write(page, result, full);
        foreach (var application in person.Applications)
            Write(page, application, full);
        if (!person.Others.IsEmpty)
        {
            page.Blank();
            page.Row([], 0, Flow.Words($"Nothing to do with {string.Join(", ", person.Others)}", Role.Dim));
        }

        return page.ToText();
    }

    private static void Write(Page page, ApplicationSteps application, bool full)
    {
        page.Blank();
        page.Row([], 0, [Atom.Of(application.Key, Role.Heading),
            .. string.Equals(application.Key, application.DisplayName, StringComparison.OrdinalIgnoreCase) ? Array.Empty<Atom>() : [Atom.Of(application.DisplayName, Role.Dim, " · ")]]);
        PersonScopeText.Write(page, application.Scope, Column);
        if (application.Ends is { } ends)
            page.Row([], Column, Flow.Words(ends, Role.Dim));
        if (application.Match is { } match)
            Write(page, match, full);
        // Without an account there is nothing to be done to it.
        if (application.Match is { Bucket: "none" })
            return;
        if (application.Action is { } action)
            PersonActionText.Write(page, action, Column, full);
        if (application.Result is { } result)
            Write(page, result, full);
    }

    private static void Write(Page page, ImportStep import)
    {
        page.Row(Step("import"), Column, [.. import.Id is { } id ? [Atom.Of(id, Role.Strong)] : Array.Empty<Atom>(), .. Flow.Words(import.How, import.Conflict is null ? Role.Plain : Role.Danger, " · ")], import.Where);
        if (import.Conflict is { } conflict)
            Write(page, conflict, Column);
    }

    private static void Write(Page page, MatchStep match, bool full)
    {
        var account = match.Account is { } name ? [Atom.Of(name, Role.Strong), .. match.Id is { } id ? [Atom.Of(id, Role.Plain, " · ")] : Array.Empty<Atom>()] : Array.Empty<Atom>();
        page.Row(Step("match"), Column, [.. account, .. Flow.Words(match.How, match.Conflict is null ? Role.Plain : Role.Danger, " · "), .. match.Bucket is "none" or "assigned" ? [] : new[] { Atom.Of($"({match.Bucket})", Role.Dim) }]);
        if (match.Conflict is { } conflict)
            Write(page, conflict, Column);
        // Who is linked was not looked for.
        foreach (var tried in match.Tried.Where(_ => full || match.Id is null || match.Conflict is not null))
        {
            page.Row([], Inner, [.. Flow.Words($"{tried.Attribute} = {tried.Value}"),
                .. Flow.Words(tried.Hits == 0 ? "nobody has it" : Words.Count(tried.Hits, "account"), Role.Dim, " · ")]);
        }
    }

    private static void Write(Page page, ResultStep result, bool full)
    {
        if (result.Nothing is { } nothing)
            page.Row(Step("result"), Column, Flow.Words(nothing, Role.Dim));
        foreach (var (i, request) in result.Requests.Index())
        {
            page.Row(Step(i == 0 ? "result" : ""), Column, [.. Flow.Words(i > 0 ? "then" : request.Path[0] == '/' ? "would send" : "would", Role.Dim), Atom.Of(request.Method, Role.Code),
                .. Flow.Words(full ? request.Path : ShortIds(request.Path), Role.Code), .. Carried(request)]);
        }
    }

    // A whole object in braces, operations on one in brackets.
    private static IEnumerable<Atom> Carried(RequestStep request)
    {
        var (open, close) = request.Method is "POST" or "PUT" or "create" ? ("{", "}") : ("[", "]");
        return request.Carries.Select((c, i) => Atom.Of($"{(i == 0 ? open : "")}{c}{(i == request.Carries.Length - 1 ? close : ",")}", Role.Code));
    }

    /// <summary>The sentence, what to do, and where more is said.</summary>
    internal static void Write(Page page, ConflictRow conflict, int column)
    {
        page.Row([], column, [Atom.Of("!", Role.Danger), .. Flow.Words(conflict.Message)]);
        page.Row([], column, Flow.Words(conflict.Advice));
        page.Row([], column, [Atom.Of(Words.Explain(conflict.Code), Role.Code)]);
    }

    internal static IEnumerable<StyledSpan> Step(string word) => word.Length == 0 ? [] : [Page.Space(2), new StyledSpan(word, Role.Dim)];

    // Of an id in a path, its beginning is enough to know it again.
    private static string ShortIds(string path) =>
        string.Join('/', path.Split('/').Select(p => Guid.TryParse(p, out _) || (p.Length > LongestId && p.All(char.IsAsciiHexDigit)) ? p[..8] : p));
}
