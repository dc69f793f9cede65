using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Reporting.Searching;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Commands;

/// <summary><c>report search</c>: what was done to whom, where, when and how it ended.</summary>
internal static class ReportSearchCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var user = new Option<string>("--user") { Description = "A key, an address at the time or now, an id in a target, an externalId.", HelpName = "USER" };
        var application = new Option<string>("--application") { Description = "An application's key, or directory.", HelpName = "KEY" };
        var since = new Option<string>("--since") { Description = "From this day (UTC) or for so long: 2026-11-01, 7d, 24h.", HelpName = "WHEN" };
        var until = new Option<string>("--until") { Description = "To the end of this day (UTC), or until so long ago.", HelpName = "WHEN" };
        var action = new Option<string>("--action") { Description = "create, adopt, update, disable, restore, delete, link or unlink.", HelpName = "ACTION" };
        var result = new Option<string>("--result")
        {
            Description = "applied, alreadyDone, acceptedNotApplied, conflict, failed, unknown, skipped, notAttempted, notApplied or waiting.",
            HelpName = "RESULT",
        };
        var run = new Option<string>("--run") { Description = "A run's name or its beginning, as 2026-11.", HelpName = "RUN" };
        action.AcceptOnlyFromAmong("create", "adopt", "update", "disable", "restore", "delete", "link", "unlink", "blocked");
        result.AcceptOnlyFromAmong("applied", "alreadyDone", "acceptedNotApplied", "conflict", "failed", "unknown", "skipped", "notAttempted", "notApplied", ReportSearch.Waiting);
        var format = CommonOptions.Format("table", "text", "json", "csv", "markdown");
        var command = new Command("search", "Find what was done, in all reports, newest first.")
        {
            common.Directory, common.Sandbox, common.StateDirectory, user, application, since, until, action, result, run, format,
        };
        command.SetAction(parsed => Run(common.Read(parsed, host), new SearchQuery
        {
            User = parsed.GetValue(user),
            Application = parsed.GetValue(application),
            Since = When("--since", parsed.GetValue(since), isEnd: false, host),
            Until = When("--until", parsed.GetValue(until), isEnd: true, host),
            Action = parsed.GetValue(action),
            Result = parsed.GetValue(result),
            Run = parsed.GetValue(run),
        }, parsed.GetValue(format) ?? "table", host));
        return command;
    }

    private static int Run(RunOptions options, SearchQuery query, string format, CliHost host)
    {
        var (state, workspace) = ReportCommand.Open(options, host);
        var found = Search(new HistoryFolder(state.History), query with { KeysNow = [.. KeysOf(query.User, workspace)] }, ReportCommand.Shown(state, host));
        switch (format)
        {
            case "json":
                host.Out.WriteLine(HistoryJson.Write(found));
                break;
            case "csv":
                host.Out.Write(SearchText.Csv(found));
                host.Error.WriteLine(SearchText.Summary(found));
                break;
            case "markdown":
                host.Out.Write(SearchText.Markdown(found));
                break;
            default:
                Painter.Write(host.Out, SearchText.Render(found, host.Width), host.Colour);
                break;
        }

        return ExitCode.Done;
    }

    private static SearchDocument Search(HistoryFolder history, SearchQuery query, string name)
    {
        var runs = history.Runs;
        var (rows, unreadable, read) = (new List<SearchRow>(), new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var user = query.User is { } asked ? new UserIdentity(asked, query.KeysNow) : null;
        // Who somebody was may stand in any report, also in one that is not asked for.
        var people = user is null ? [] : runs.Select(r => (Run: r, Report: Read(r))).Where(r => r.Report is not null)
            .ToDictionary(r => r.Run, r => r.Report is { } report ? ReportPeople.Of(report) : throw new UnreachableException(), StringComparer.Ordinal);
        user?.Learn(people.Values);
        foreach (var run in runs)
        {
            if ((history.HeadOf(run) is { } head && !ReportSearch.MayHold(head, query)) || (user is not null && people.TryGetValue(run, out var known) && !user.MayBeIn(known)))
                continue;
            if (Read(run) is { } report)
                rows.AddRange(ReportSearch.Rows(report, query, user));
        }

        return new SearchDocument
        {
            History = name,
            Reports = runs.Length,
            Read = read.Count,
            Unreadable = [.. unreadable],
            Found = [.. rows.OrderByDescending(r => r.Run, StringComparer.Ordinal).ThenByDescending(r => r.At)],
        };

        ReportDocument? Read(string run)
        {
            try
            {
                read.Add(run);
                return history.ReadRun(run);
            }
            catch (JsonException)
            {
                // Named at the end: a search that missed a report says so.
                unreadable.Add(run);
                return null;
            }
        }
    }

    // Whoever bears that address in the files today.
    private static IEnumerable<string> KeysOf(string? asked, Workspace workspace) => asked is null || workspace.Model is not { } model ? [] :
        model.OfKind(Kind.User).Where(u => u.Id?.Value == asked || new[] { "userPrincipalName", "mail", "employeeId" }.Any(a =>
            u.Value(a) is AttributeValue.Text text && string.Equals(text.Value, asked, StringComparison.OrdinalIgnoreCase))).Select(u => u.Key.Name);

    private static DateTimeOffset? When(string option, string? text, bool isEnd, CliHost host)
    {
        if (text is null)
            return null;
        if (text.Length is > 1 and < 7 && text[^1] is 'd' or 'h' && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return host.Time.GetUtcNow() - (text[^1] == 'd' ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number));
        return CommonOptions.Day(option, text) is { } day ? new DateTimeOffset((isEnd ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
    }
}
