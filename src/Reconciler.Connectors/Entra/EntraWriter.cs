using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Entra.Applications;
using Reconciler.Connectors.Entra.Assignments;
using Reconciler.Connectors.Entra.Extensions;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>Entra as it can be written: each operation sent once, each answered from its own answer.</summary>
internal sealed class EntraWriter(EntraConnection connection) : IWriteTarget
{
    private readonly Wire _wire = connection.NewWire();
    private readonly Traffic _before = connection.Budget.Traffic;

    /// <summary>What this run made: for these, "not found" means "not yet".</summary>
    private readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);

    private readonly InvitedGuests _guests = new();
    private readonly HalfMadeApplications _applications = new();

    public TargetDescriptor Descriptor { get; } = EntraSchema.Describe(connection);

    public Traffic Traffic => connection.Budget.Traffic.Since(_before);

    public async Task<ImmutableArray<OperationResult>> ApplyAsync(ImmutableArray<Attempt> attempts, Roster roster, CancellationToken cancellationToken)
    {
        if (attempts.Length > GraphBatch.Limit)
            throw new ArgumentException($"{attempts.Length} operations do not fit one envelope", nameof(attempts));
        cancellationToken.ThrowIfCancellationRequested();
        var jobs = attempts.Select(a => WriteJob.Of(a, roster)).ToArray();
        MarkWire mark;
        try
        {
            mark = await MarkWire.ResolveAsync(connection, _wire, cancellationToken);
        }
        catch (TokenException e)
        {
            return [.. jobs.Select(j => new OperationResult(j.Operation.Id, new Outcome.Failed(GraphFaults.NotSignedIn(e))))];
        }
        catch (SecretException e)
        {
            return [.. jobs.Select(j => new OperationResult(j.Operation.Id, new Outcome.Failed(Unreadable(e))))];
        }
        catch (TargetException e)
        {
            return [.. jobs.Select(j => new OperationResult(j.Operation.Id, new Outcome.Failed(e.Fault)))];
        }

        var lane = new BatchLane(new GraphWriteClient(_wire), jobs.Length, cancellationToken);
        var results = await Task.WhenAll(jobs.Select(job => RunAsync(job, mark, lane)));
        foreach (var result in results.Where(r => r.CreatedId is not null))
            _made.TryAdd(result.CreatedId?.Value ?? "", true);
        return [.. results];
    }

    private async Task<OperationResult> RunAsync(WriteJob job, MarkWire mark, BatchLane lane)
    {
        var steps = new WriteSteps(job, lane, _wire.Origin.Root, job.Touches.Any(id => _made.ContainsKey(id.Value)) || _made.ContainsKey(mark.Property));
        try
        {
            return await DispatchAsync(steps, mark);
        }
        catch (WireException e)
        {
            return steps.Lost(e);
        }
        catch (JsonException e)
        {
            return steps.Lost(new WireException($"an answer is not JSON as documented: {e.Message}", steps.HasWritten, "", e));
        }
        catch (TokenException e)
        {
            return steps.Stopped(GraphFaults.NotSignedIn(e));
        }
        catch (SecretException e)
        {
            return steps.Stopped(Unreadable(e));
        }
        catch (OperationCanceledException)
        {
            return steps.Of(steps.HasWritten
                ? new Outcome.Unknown(new Fault("interrupted", "the run was ended between two requests of this operation", null, "run apply again"))
                : new Outcome.NotAttempted());
        }
        finally
        {
            lane.Leave();
        }
    }

    private async Task<OperationResult> DispatchAsync(WriteSteps steps, MarkWire mark)
    {
        var schema = Descriptor.Schema;
        switch (steps.Job.Operation)
        {
            case Operation.Create { Kind.Name: "extension" } create:
                var registered = await ExtensionWrites.CreateAsync(steps, create, mark);
                if (registered.Outcome.Succeeded)
                    _made.TryAdd(mark.Property, true);
                return registered;
            case Operation.Create { Kind.Name: "application" } create:
                return await Instantiation.CreateAsync(steps, create, connection.Applications, _applications);
            case Operation.Update { Kind.Name: "application" } update:
                return await ApplicationWrites.UpdateAsync(steps, update, connection.Applications, id => _made.TryAdd(id.Value, true));
            case Operation.Link { Ends.Link.Name: ApplicationSchema.Assignments }:
                return await AssignmentWrites.AddAsync(steps, connection.Applications);
            case Operation.Unlink { Ends.Link.Name: ApplicationSchema.Assignments }:
                return await AssignmentWrites.RemoveAsync(steps, connection.Applications);
            case Operation.Create { Kind.Name: "user" } create when GuestWrites.IsGuest(create):
                return await GuestWrites.CreateAsync(steps, create, UserWrites.Shape(schema, mark), _guests);
            case Operation.Create { Kind.Name: "user" } create:
                return await UserWrites.CreateAsync(steps, create, UserWrites.Shape(schema, mark), connection);
            case Operation.Create { Kind.Name: "group" } create:
                return await GroupWrites.CreateAsync(steps, create, GroupWrites.Shape(schema, mark));
            case Operation.Update { Kind.Name: "user" } update:
                return await UserWrites.UpdateAsync(steps, update.Cells, UserWrites.Shape(schema, mark));
            case Operation.Update { Kind.Name: "group" } update:
                return await GroupWrites.UpdateAsync(steps, update.Cells, GroupWrites.Shape(schema, mark));
            case Operation.Disable { Kind.Name: "user" } disable:
                return await UserWrites.DisableAsync(steps, disable, UserWrites.Shape(schema, mark));
            case Operation.Restore { Kind.Name: "user" or "group" } restore:
                return await ObjectWrites.RestoreAsync(steps, restore.Kind);
            case Operation.Delete { Kind.Name: "user" or "group" } delete:
                return await ObjectWrites.DeleteAsync(steps, delete.Kind);
            case Operation.Link { Ends.Link.Name: UserSchema.Manager }:
                return await LinkWrites.SetManagerAsync(steps);
            case Operation.Unlink { Ends.Link.Name: UserSchema.Manager }:
                return await LinkWrites.ClearManagerAsync(steps);
            case Operation.Link { Kind.Name: "group" } link:
                return await LinkWrites.AddAsync(steps, link.Ends.Link.Name);
            case Operation.Unlink { Kind.Name: "group" } unlink:
                return await LinkWrites.RemoveAsync(steps, unlink.Ends.Link.Name);
            case var other:
                throw new InvalidOperationException($"Entra cannot {other.GetType().Name} a {other.Kind}");
        }
    }

    private static Fault Unreadable(SecretException e) => new("secret", e.Message, null, "make the secret readable where this command runs") { Status = 401 };
}
