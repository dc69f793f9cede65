using System.Collections.Frozen;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Projection;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>The kinds of one application's accounts and how each is read and written.</summary>
internal sealed class ScimShapes
{
    private readonly FrozenDictionary<Kind, ResourceShape> _shapes;

    public ScimShapes(ScimConnection connection)
    {
        var schema = AccountSchema.Of(connection.Settings);
        Descriptor = new TargetDescriptor(connection.Name, "scim", schema)
        {
            OperationsPerEnvelope = 1,
            Concurrency = connection.Profile.Http.Concurrency,
            Tariff = connection.Profile.Http.Writes is { } rate
                ? Tariff.Plain with { Quota = _ => new Quota([new QuotaLimit(Metered.Writes, rate.Count, rate.Span)]) }
                : Tariff.Plain,
        };
        _shapes = schema.Kinds.ToFrozenDictionary(k => k.Kind, k => new ResourceShape(k, connection.Profile, connection.Memory));
    }

    public TargetDescriptor Descriptor { get; }

    public ResourceShape this[Kind kind] => _shapes.TryGetValue(kind, out var shape) ? shape : throw new KeyNotFoundException($"{Descriptor.Name} holds no {kind}");

    public bool Holds(Kind kind) => _shapes.ContainsKey(kind);

    public static bool IsMembers(LinkSchema link) => string.Equals(link.Name, "members", StringComparison.OrdinalIgnoreCase);
}
