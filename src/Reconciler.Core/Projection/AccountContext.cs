using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>What every step of planning one application's accounts looks at.</summary>
internal sealed class AccountContext
{
    public AccountContext(ApplicationSettings application, ScimSettings scim, DirectoryOutlook outlook, Snapshot target, Ledger ledger, DateTimeOffset now)
    {
        (Application, Scim, Outlook, Target, Ledger) = (application, scim, outlook, target, ledger);
        Evaluation = new EvaluationContext(now) { DefaultDomain = outlook.Snapshot.Facts.VerifiedDomains.FirstOrDefault() };
        UserRows = Rows(scim.Users, target.Schema[Kind.User]);
        GroupRows = scim.Groups is { } groups && target.Schema.Find(Kind.Group) is { } schema ? Rows(groups.Mapping, schema) : [];
        Doubt = outlook.Doubt ?? outlook.Doubts.GetValueOrDefault(application.Key);
    }

    public ApplicationSettings Application { get; }

    public ScimSettings Scim { get; }

    public DirectoryOutlook Outlook { get; }

    public Snapshot Target { get; }

    public Ledger Ledger { get; }

    public EvaluationContext Evaluation { get; }

    public ImmutableArray<ProjectedRow> UserRows { get; }

    public ImmutableArray<ProjectedRow> GroupRows { get; }

    /// <summary>Why nobody may lose anything by this plan; null = everything is known whole.</summary>
    public string? Doubt { get; }

    public AttributeSchema Enablement => Target.Schema[Kind.User].WithRole(AttributeRole.Enablement) ?? Closing;

    // A dialect that closes accounts by deleting them has no attribute for it.
    private static AttributeSchema Closing { get; } = new("active", ValueKind.Flag, AccountSchema.UserFacet) { Role = AttributeRole.Enablement };

    public bool Same(AttributeSchema attribute, AttributeValue a, AttributeValue b) => attribute.Same(Target.Pool, a, b);

    public AttributeValue Live(Handle account, AttributeSchema attribute) =>
        Target.Pool[Target[Target.Roster.KindOf(account)].Cell(account, attribute.Name)];

    public bool IsOpen(Handle account) => Live(account, Enablement) != AttributeValue.Of(false);

    /// <summary>What people call somebody: the declared key, else the user name.</summary>
    public string NameOf(Handle subject) => Outlook.Roster.NameOf(subject);

    /// <summary>The key of somebody's account: theirs, or their user name where they are not declared.</summary>
    public ResourceKey KeyOf(Handle subject) => Outlook.Roster.KeyOf(subject) ?? new ResourceKey(Outlook.Roster.KindOf(subject), NameOf(subject));

    /// <summary>What a row's values wait for: the subject's own id, where it is not there yet and will be.</summary>
    public ResourceKey? Awaited(Handle subject) => Outlook.Roster.IdOf(subject) is null && !Outlook.IsDeclaredOnly ? KeyOf(subject) : null;

    /// <summary>Every row's value for a person or group.</summary>
    public ImmutableArray<ProjectedValue> Evaluate(ImmutableArray<ProjectedRow> rows, Handle subject, bool isSoftDeleted)
    {
        var ways = Outlook.After(Application).WaysOf(subject);
        var source = new PersonSource(Outlook, subject, isSoftDeleted, ways);
        var awaited = Awaited(subject);
        return [.. rows.Select(r => r.Of(source, Evaluation, awaited))];
    }

    private static ImmutableArray<ProjectedRow> Rows(ObjectMapping mapping, KindSchema schema)
    {
        var rows = ImmutableArray.CreateBuilder<ProjectedRow>();
        foreach (var row in mapping.Attributes)
        {
            if (!row.IsReference && schema.Find(row.Target.ToString()) is { } attribute)
                rows.Add(new ProjectedRow(mapping, row, attribute));
        }

        return rows.ToImmutable();
    }
}
