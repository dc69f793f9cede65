namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Who gains and loses which application: one block for each, one line for each person or for many alike.</summary>
internal static class AccessText
{
    private const int WidestName = 24;
    private const int WidestRole = 20;

    /// <summary>Says whether anything was folded.</summary>
    public static bool Write(Page page, PlanDocument plan, bool full)
    {
        var applications = AccessGroups.Of(plan, full ? int.MaxValue : null).Select(a => full ? a : AccessFolding.Of(a)).ToArray();
        if (applications.Length == 0)
            return false;
        page.Blank();
        page.Line("ACCESS", Role.Heading);
        var groups = applications.SelectMany(a => a.Groups).ToArray();
        var columns = Columns.For(applications, page.Width);
        foreach (var application in applications)
            Write(page, application, columns);
        return groups.Any(g => !g.IsOne);
    }

    private static void Write(Page page, AccessGroups application, Columns columns)
    {
        var name = application.Application.DisplayName;
        if (columns.IsStacked)
        {
            page.Line(new StyledSpan("  "), new StyledSpan(name, Role.Strong));
            name = "";
        }

        foreach (var group in application.Groups)
        {
            var (sign, role) = group.First.Gained ? ("+", Role.Gain) : ("-", Role.Loss);
            page.Row(columns.Head(name, sign, role, group.Who, group.Role), columns.Body, Said(group, columns.IsStacked), LabelWords.Beside(group.Label, group.Where));
            if (!group.IsOne)
                page.Row([], columns.Body, Flow.Words(group.Names, Role.Dim));
            name = "";
        }

        if (application.Application.OpenToEveryone)
        {
            var (sign, role) = application.OpensToEveryone ? ("+", Role.Gain) : ("=", Role.Kept);
            page.Row(columns.Head(name, sign, role, "everyone", ""), columns.Body,
                Flow.Words($"can sign in: assignment is {(application.OpensToEveryone ? "no longer" : "not")} required", application.OpensToEveryone ? Role.Warning : Role.Plain));
        }
    }

    private static IEnumerable<Atom> Said(AccessGroup group, bool withRole)
    {
        (string? Text, Role Role)[] clauses =
        [
            (group.First.Privileged ? "privileged" : null, Role.Danger), (withRole && group.Role.Length > 0 ? group.Role : null, Role.Dim),
            (group.Way, Role.Plain), (group.IsRest ? null : group.First.Because, Role.Plain),
        ];
        var gap = " ";
        foreach (var (text, role) in clauses)
        {
            if (text is null)
                continue;
            foreach (var atom in Flow.Words(text, role, gap))
                yield return atom;
            gap = " · ";
        }
    }

    /// <summary>Where things stand: application, person and role in columns; where the page is narrow the application above, and the role with the rest.</summary>
    private sealed record Columns(int Application, int Person, int Role, bool IsStacked)
    {
        public int Body => (IsStacked ? 4 : 2 + Application) + 2 + Person + Role;

        public static Columns For(IReadOnlyCollection<AccessGroups> applications, int width)
        {
            var groups = applications.SelectMany(a => a.Groups).ToArray();
            var person = groups.Select(g => DisplayWidth.Of(g.Who)).Append(applications.Any(a => a.Application.OpenToEveryone) ? 8 : 0).Max();
            var role = groups.Select(g => DisplayWidth.Of(g.Role)).Append(0).Max();
            var beside = new Columns(applications.Max(a => Math.Min(DisplayWidth.Of(a.Application.DisplayName), WidestName)) + 2,
                Math.Min(person, WidestName) + 2, role == 0 ? 0 : Math.Min(role, WidestRole) + 2, false);
            return beside.Body > width * 2 / 5 ? beside with { Role = 0, IsStacked = true } : beside;
        }

        public IEnumerable<StyledSpan> Head(string application, string sign, Role colour, string person, string role) =>
        [
            IsStacked ? Page.Space(4) : new StyledSpan("  " + Page.Pad(application, Application), Rendering.Role.Strong),
            new(sign + " ", colour),
            new(Role > 0 && role.Length > 0 ? Page.Pad(person, Person) : person, Rendering.Role.Strong),
            .. Role > 0 && role.Length > 0 ? [new StyledSpan((DisplayWidth.Of(TerminalEncoder.Encode(person)) + 2 > Person ? "  " : "") + role, Rendering.Role.Dim)] : Array.Empty<StyledSpan>(),
        ];
    }
}
