using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>Whether a saved plan may be carried out: by whom it was made, for what, and whether it is what was approved. A reason is one clause; null = it may.</summary>
public static class SavedPlans
{
    /// <param name="saved">As it was read from its file.</param>
    /// <param name="approved">The first digits of the operations hash that was approved; null = somebody is asked.</param>
    /// <param name="now">UTC.</param>
    /// <param name="version">Of this program: what a later one wrote may mean something else.</param>
    public static string? Refuse(PlanDocument saved, string? approved, DateTimeOffset now, string version)
    {
        ArgumentNullException.ThrowIfNull(saved);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (!DocumentJson.IsIntact(saved))
            return "was altered after it was saved";
        if (!System.Version.TryParse(saved.Version, out var made) || !System.Version.TryParse(version, out var ours) || made > ours)
            return $"was made by version {saved.Version}, this is {version}";
        if (HashOf(saved) != saved.OperationsHash)
            return "does not hold the operations that its hash was made of";
        if (approved is not null && !saved.OperationsHash.StartsWith(approved, StringComparison.OrdinalIgnoreCase))
            return $"has the operations hash {saved.OperationsHash[..16]}, not the approved {approved}";
        if (saved.Expires < now)
            return $"expired at {saved.Expires:yyyy-MM-dd HH:mm} UTC";
        if (saved.Day > today)
            return $"is a plan of {saved.Day:yyyy-MM-dd}, a day to come";
        return saved.Created > now ? $"was made at {saved.Created:yyyy-MM-dd HH:mm} UTC, which is still to come" : null;
    }

    /// <summary>Why a plan was made for something else than this workspace with these targets.</summary>
    public static string? Foreign(PlanDocument saved, IdentityModel model, bool sandbox)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(model);
        if (saved.Workspace != model.Settings.Workspace)
            return $"was made for the workspace {saved.Workspace}, this is {model.Settings.Workspace}";
        if (saved.Sandbox != sandbox)
            return saved.Sandbox ? "was made for a sandbox, these targets are live" : "was made for live targets, this is a sandbox";
        foreach (var target in saved.Targets)
        {
            var name = new TargetName(target.Name);
            if (!model.Targets.Contains(name))
                return $"was made for the target {target.Name}, which this workspace does not have";
            if (target.Identity != model.IdentityOf(name))
                return $"was made for {target.Name} at {target.Identity ?? "another place"}, it is {model.IdentityOf(name) ?? "another one"} now";
        }

        return null;
    }

    /// <summary>What was asked for when it was made; null when this program cannot ask for it.</summary>
    public static PlanNarrowing? NarrowingOf(PlanDocument saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (saved.Narrowed is not { } narrowed)
            return new PlanNarrowing();
        var only = narrowed.Only?.Split(':', 2);
        return only is { Length: 1 } ? null : new PlanNarrowing
        {
            Target = narrowed.Target is { } target ? new TargetName(target) : null,
            Only = only is [var kind, var name] ? new ResourceKey(new Kind(kind), name) : null,
            OnlyDue = narrowed.OnlyDue,
        };
    }

    // What stands in the file, not what it says of itself.
    private static string HashOf(PlanDocument saved) => PlanHash.Of(saved.Workspace, saved.Tenant,
        saved.Targets.Where(t => t.Unreached is null).Select(t => (t.Name, PlanHash.Of(new TargetName(t.Name), t.Entries.Where(SavedEntry.Writes).Select(SavedEntry.Line)))));
}
