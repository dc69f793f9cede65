using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Counts what the language declares and this version does not carry out.</summary>
internal sealed class DeferredCount
{
    public int Applications { get; set; }

    public int Assignments { get; set; }

    public int Mappings { get; set; }

    public int Licences { get; set; }

    public int Invitations { get; set; }

    public int Conflicts { get; set; }

    public ImmutableArray<Deferred> ToDeferred() =>
    [
        .. new[]
        {
            new Deferred("applications", Applications),
            new Deferred("assignments", Assignments),
            new Deferred("mappings", Mappings),
            new Deferred("licences", Licences),
            new Deferred("invitations", Invitations),
            new Deferred("conflicts over live access", Conflicts),
        }.Where(d => d.Count > 0),
    ];
}
