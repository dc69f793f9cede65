using System.Text.Json;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Commands;

/// <summary>How the right to write was given: by answering, by a flag, or by the hash of a plan that was reviewed.</summary>
internal sealed record Consent(bool AutoApprove, string? PlanFile, string? PlanHash)
{
    private const int ShortestHash = 8;

    public bool IsGiven => AutoApprove || (PlanFile is not null && PlanHash is not null);

    public void RequireOne(bool isTerminal)
    {
        if (PlanHash is not null && PlanFile is null)
            throw new CommandException(ExitCode.Error, "--plan-hash needs --plan FILE");
        if (PlanHash is { Length: < ShortestHash })
            throw new CommandException(ExitCode.Error, $"--plan-hash needs at least {ShortestHash} digits");
        if (!IsGiven && !isTerminal)
        {
            throw new CommandException(ExitCode.Error,
                "Without a terminal apply needs --auto-approve, or --plan with --plan-hash. Nothing has been written.");
        }
    }

    /// <summary>The saved plan, when one was named: intact, not expired, and the one that was approved.</summary>
    public SavedPlan? Load(CliHost host)
    {
        if (PlanFile is not { } file)
            return null;
        PlanDocument document;
        try
        {
            document = DocumentJson.ReadPlan(File.ReadAllText(host.Resolve(file)));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new CommandException(ExitCode.Stale, $"{file} is not a saved plan: {e.Message}", "Make one with plan --out FILE.");
        }

        if (!DocumentJson.IsIntact(document))
            throw Refuse($"{file} was altered after it was saved");
        if (document.Expires < host.Time.GetUtcNow())
            throw Refuse($"{file} expired at {document.Expires:yyyy-MM-dd HH:mm} UTC");
        if (document.Day > PlanRun.Today(host))
            throw Refuse($"{file} is a plan of {document.Day:yyyy-MM-dd}, a day to come");
        if (PlanHash is { } hash && !document.OperationsHash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))
            throw Refuse($"{file} has the operations hash {document.OperationsHash[..16]}, not the approved {hash}");
        return new SavedPlan(file, document);
    }

    internal static CommandException Refuse(string why) => new(ExitCode.Stale, $"{why}. Nothing has been written.", "Plan again and have it reviewed.");
}

/// <summary>A plan that was saved and reviewed; it is carried out only if planning now gives the same operations.</summary>
internal sealed record SavedPlan(string File, PlanDocument Document)
{
    public void RequireSame(PlanDocument now)
    {
        if (Document.Workspace != now.Workspace || Document.Tenant != now.Tenant || Document.Sandbox != now.Sandbox)
            throw Consent.Refuse($"{File} was made for {Document.Workspace} in {(Document.Sandbox ? "a sandbox" : $"tenant {Document.Tenant}")}, this is another one");
        if (Document.OperationsHash == now.OperationsHash)
            return;
        var before = Changes(Document);
        var after = Changes(now);
        var gone = before.Where(e => !after.ContainsKey(e.Key)).Select(e => $"no longer: {e.Value.Action} {e.Value.Kind} {e.Value.Name}");
        var come = after.Where(e => !before.ContainsKey(e.Key)).Select(e => $"new: {e.Value.Action} {e.Value.Kind} {e.Value.Name}");
        var moved = string.Join("; ", gone.Concat(come).Take(5));
        throw Consent.Refuse($"{File} is stale: the files or the live system have changed since{(moved.Length > 0 ? $" ({moved})" : "")}");
    }

    // An entry by all that it writes: its hash, and the ends of its lists.
    private static Dictionary<string, EntryRow> Changes(PlanDocument plan) => plan.Targets
        .SelectMany(t => t.Entries.Where(e => e.Hash is not null).Select(e => (Target: t.Name, Entry: e)))
        .ToDictionary(e => $"{e.Target} {e.Entry.Hash} {string.Join(' ', e.Entry.Links.Select(Ends))}", e => e.Entry, StringComparer.Ordinal);

    private static string Ends(LinkRow link) => $"{link.Link}: {string.Join(' ', link.Adds.Select(End))} - {string.Join(' ', link.Removes.Select(End))}";

    private static string End(LinkEndRow end) => $"{end.Kind} {end.Id ?? end.Name} {end.Role}";
}
