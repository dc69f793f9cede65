using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What every step of planning one kind looks at.</summary>
public sealed record PlanContext(IdentityModel Model, DirectorySettings Directory, Snapshot Snapshot, Ledger Ledger, Protection Protection,
    LiveIndex Live, DateOnly Day)
{
    public KindSchema Schema => Live.Table.Schema;

    public Kind Kind => Schema.Kind;

    public string Workspace => Model.Settings.Workspace;

    public AttributeSchema? Mark => Schema.WithRole(AttributeRole.Mark);

    public AttributeSchema? Enablement => Schema.WithRole(AttributeRole.Enablement);

    public AttributeValue LiveValue(Handle handle, AttributeSchema attribute) => Snapshot.Pool[Live.Table.Cell(handle, attribute.Name)];

    public bool Same(AttributeSchema attribute, AttributeValue a, AttributeValue b) =>
        attribute.Same(Snapshot.Pool, a, b);

    public bool IsPrivileged(Handle handle) =>
        Schema.WithRole(AttributeRole.Privilege) is { } privilege && LiveValue(handle, privilege) is { IsAbsent: false } held
        && held != AttributeValue.Of(false);
}
