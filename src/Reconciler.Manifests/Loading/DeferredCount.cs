using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Counts what the language declares and this version does not carry out.</summary>
internal sealed class DeferredCount
{
    /// <summary>Blocks <c>provisioning:</c>, each a job of Entra's service.</summary>
    public int Jobs { get; set; }

    public int Licences { get; set; }

    public ImmutableArray<Deferred> ToDeferred() =>
    [
        .. new[]
        {
            new Deferred("provisioning jobs", Jobs),
            new Deferred("licences", Licences),
        }.Where(d => d.Count > 0),
    ];
}
