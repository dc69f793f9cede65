using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Writing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>A SCIM service as it can be written: each operation answered from what the service says and then shows.</summary>
internal sealed class ScimWriter(ScimConnection connection) : IWriteTarget
{
    private readonly Wire _wire = connection.NewWire();
    private readonly ScimShapes _shapes = new(connection);
    private readonly Traffic _before = connection.Memory.Budget.Traffic;

    public TargetDescriptor Descriptor => _shapes.Descriptor;

    public Traffic Traffic => connection.Memory.Budget.Traffic.Since(_before);

    public async Task<ImmutableArray<OperationResult>> ApplyAsync(ImmutableArray<Attempt> attempts, Roster roster, CancellationToken cancellationToken)
    {
        if (attempts.Length > Descriptor.OperationsPerEnvelope)
            throw new ArgumentException($"{attempts.Length} operations do not fit one request", nameof(attempts));
        cancellationToken.ThrowIfCancellationRequested();
        return [.. await Task.WhenAll(attempts.Select(a => RunAsync(a, roster)))];
    }

    private async Task<OperationResult> RunAsync(Attempt attempt, Roster roster)
    {
        var reads = new ScimReadClient(connection, _wire, new Meter());
        var steps = new ScimSteps(connection, _shapes, reads, new ScimWriteClient(connection, _wire), attempt, roster);
        try
        {
            return await DispatchAsync(steps);
        }
        catch (WireException e)
        {
            return steps.Lost(e);
        }
        catch (JsonException e)
        {
            return steps.Stopped(reads.Faults.Unreadable(e));
        }
        catch (TargetException e)
        {
            return steps.Stopped(e.Fault);
        }
        catch (TokenException e)
        {
            return steps.Stopped(reads.Faults.NotSignedIn(e));
        }
        catch (SecretException e)
        {
            return steps.Stopped(ScimFaults.Secret(e));
        }
        finally
        {
            Forget(attempt.Operation, roster);
        }
    }

    // Who is in a group, and whom a removal takes out of others, may be part of an object's version: what we changed so is no change by another.
    private void Forget(Operation operation, Roster roster)
    {
        var versions = connection.Memory.Versions;
        if (operation is Operation.Delete)
            versions.Clear();
        var ends = operation switch { Operation.Link link => link.Ends.Ends, Operation.Unlink unlink => unlink.Ends.Ends, Operation.Create create => [.. create.Links.SelectMany(l => l.Ends)], _ => [] };
        foreach (var id in ends.Select(e => roster.IdOf(e.To)).OfType<RemoteId>())
            versions.TryRemove(id, out _);
    }

    private Task<OperationResult> DispatchAsync(ScimSteps steps) => steps.Operation switch
    {
        Operation.Create create => CreateWrites.RunAsync(steps, create),
        Operation.Update update when ReopenWrites.Applies(connection.Profile, update.Cells) => ReopenWrites.RunAsync(steps, Changes(steps, update.Cells)),
        Operation.Update update => ChangeAsync(steps, update.Cells),
        Operation.Disable when connection.Profile.Users.Deactivation.By == "delete" => DeleteWrites.RunAsync(steps, closes: true),
        Operation.Disable disable => ChangeAsync(steps, disable.Cells),
        Operation.Delete => DeleteWrites.RunAsync(steps, closes: false),
        Operation.Link { Ends: { Link.Arity: Arity.Many } ends } => new MemberWrites(steps, ends, steps.Id).AddAsync(),
        Operation.Unlink { Ends: { Link.Arity: Arity.Many } ends } => new MemberWrites(steps, ends, steps.Id).RemoveAsync(),
        Operation.Link link => ReferenceWrites.SetAsync(steps, link.Ends),
        Operation.Unlink unlink => ReferenceWrites.ClearAsync(steps, unlink.Ends),
        var other => throw new InvalidOperationException($"a SCIM service cannot {other.GetType().Name} a {other.Kind}"),
    };

    private Task<OperationResult> ChangeAsync(ScimSteps steps, ImmutableArray<CellChange> cells) =>
        new UpdateWrites(steps, steps.Id).RunAsync(Changes(steps, cells));

    private ImmutableArray<WireChange> Changes(ScimSteps steps, ImmutableArray<CellChange> cells) => [.. cells.Select(c => WireChange.Of(c, steps.Shape, connection))];
}
