using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// The view of a workspace without <c>directory:</c>: an empty directory into which everybody declared is born. Nothing of it is written anywhere.
/// </summary>
public static class DeclaredDirectory
{
    public static DirectoryOutlook Of(IdentityModel model, DateOnly day, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(model);
        var declared = model with
        {
            Resources = [.. model.Resources.Where(r => r.Key.Kind == Kind.User || r.Key.Kind == Kind.Group).Select(r => r with { Existing = false, Id = null })],
            Settings = model.Settings with { Protected = new ProtectedSettings() },
        };
        var snapshot = new Snapshot(new Roster(TargetName.Directory), new ValuePool(), SchemaOf(declared), now);
        foreach (var part in new[] { Kind.User.Name, Kind.Group.Name, "members", "owners", "manager" })
            snapshot.Completed(part, new Completeness.Proven("as declared"));
        var settings = new DirectorySettings("declared", SourceSpan.None) { Match = ImmutableDictionary<Kind, ImmutableArray<string>>.Empty };
        var plan = Planner.Plan(declared, settings, snapshot, Ledger.Empty(model.Settings.Workspace, TargetName.Directory, null), day);
        return new DirectoryOutlook(model, plan, day) { IsDeclaredOnly = true };
    }

    private static TargetSchema SchemaOf(IdentityModel model) => new(
    [
        new KindSchema(Kind.User, 0, Attributes(model, Kind.User),
            [new LinkSchema("manager", Kind.User, [Kind.User], Arity.One, 1, 1) { MayCircle = true }]),
        new KindSchema(Kind.Group, 1, Attributes(model, Kind.Group),
        [
            new LinkSchema("members", Kind.Group, [Kind.User, Kind.Group], Arity.Many, 1, 1) { MayCircle = true },
            new LinkSchema("owners", Kind.Group, [Kind.User], Arity.Many, 1, 1),
        ]),
    ]);

    private static ImmutableArray<AttributeSchema> Attributes(IdentityModel model, Kind kind)
    {
        var named = model.OfKind(kind).SelectMany(r => r.Cells).DistinctBy(c => c.Attribute, StringComparer.Ordinal).Where(c => c.Attribute != "accountEnabled")
            .Select(c => new AttributeSchema(c.Attribute, KindOf(c.Value), "declared"));
        return kind == Kind.User
            ? [new AttributeSchema("accountEnabled", ValueKind.Flag, "declared") { Role = AttributeRole.Enablement }, .. named]
            : [.. named];
    }

    private static ValueKind KindOf(AttributeValue value) => value switch
    {
        AttributeValue.Flag => ValueKind.Flag,
        AttributeValue.Number => ValueKind.Number,
        AttributeValue.Texts => ValueKind.Texts,
        AttributeValue.Table => ValueKind.Table,
        _ => ValueKind.Text,
    };
}
