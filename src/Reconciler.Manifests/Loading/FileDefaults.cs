using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>The <c>defaults:</c> block of one file. Guests take only what is set for guests.</summary>
internal sealed record FileDefaults(ImmutableArray<DeclaredCell> Users, ImmutableArray<DeclaredCell> Guests)
{
    public static readonly FileDefaults None = new([], []);

    public ImmutableArray<DeclaredCell> For(DraftResource person) => person.IsGuest ? Guests : Users;
}
