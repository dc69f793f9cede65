using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Objects that are never deleted, disabled, unlinked or stripped of access, and why.</summary>
public sealed class Protection
{
    private readonly Dictionary<Handle, string> _why = [];

    private Protection()
    {
    }

    /// <summary>Lines that resolve to nothing although the list was read whole: a mistake in the control file.</summary>
    public ImmutableArray<Diagnostic> Faults { get; private init; } = [];

    public string? Why(Handle handle) => _why.GetValueOrDefault(handle);

    public bool Covers(Handle handle) => _why.ContainsKey(handle);

    public int Count => _why.Count;

    public static Protection Of(ProtectedSettings settings, Snapshot snapshot)
    {
        var live = DirectoryView.Foresee(snapshot, []);
        var faults = ImmutableArray.CreateBuilder<Diagnostic>();
        var found = new Dictionary<Handle, string>();
        foreach (var line in settings.Objects)
        {
            var (kind, handle) = Resolve(line.Object, snapshot, live);
            if (handle is { } known)
                found[known] = "protected";
            else if (snapshot.CompletenessOf(kind.Name).IsProven)
                faults.Add(PlanFaults.ProtectedNotFound(line.Object.ToString() ?? "", line.Span));
        }

        foreach (var schema in snapshot.Schema.Kinds)
            AddPrivileged(schema, settings, snapshot, found);
        if (snapshot.Facts.OwnPrincipal is { } own && snapshot.Roster.Find(own) is { } self)
            found[self] = "our own principal";
        var protection = new Protection { Faults = faults.ToImmutable() };
        foreach (var (handle, why) in found)
            protection._why[handle] = why;
        return protection;
    }

    private static void AddPrivileged(KindSchema schema, ProtectedSettings settings, Snapshot snapshot, Dictionary<Handle, string> found)
    {
        if (settings.Roles.IsEmpty || schema.WithRole(AttributeRole.Privilege) is not { Kind: ValueKind.Texts } privilege)
            return;
        var table = snapshot[schema.Kind];
        var column = schema.IndexOf(privilege.Name);
        for (var row = 0; row < table.Count; row++)
        {
            if (snapshot.Pool[table.Cell(row, column)] is not AttributeValue.Texts held)
                continue;
            var role = settings.Roles.FirstOrDefault(r => held.Items.Contains(r.Role, StringComparer.OrdinalIgnoreCase)).Role;
            if (role is not null)
                found.TryAdd(table.Rows[row], $"holds {role}");
        }
    }

    private static (Kind Kind, Handle? Handle) Resolve(Reference reference, Snapshot snapshot, DirectoryView live) => reference switch
    {
        Reference.ByKey k => (k.Key.Kind, snapshot.Roster.Find(k.Key)),
        Reference.ById i => (i.Kind, snapshot.Roster.Find(i.Id)),
        Reference.ByAttribute a => (a.Kind, live.Find(a.Kind, a.Attribute, a.Value)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
