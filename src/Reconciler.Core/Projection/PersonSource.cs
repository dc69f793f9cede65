using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// A person or group of the directory as a plan leaves it, as the source of a mapping: values by the names that mappings use, declared ones over
/// live ones.
/// </summary>
internal sealed class PersonSource(DirectoryOutlook outlook, Handle subject, bool isSoftDeleted, IReadOnlyList<AccessWay> ways) : AttributeSource
{
    private readonly SourceCatalog _catalog = SourceCatalog.Of(outlook.Roster.KindOf(subject));

    public override MappingValue Read(AttributeReference attribute) => attribute.Name switch
    {
        "IsSoftDeleted" => MappingValue.Of(TextOf(isSoftDeleted)),
        "objectId" => MappingValue.Of(outlook.Roster.IdOf(subject)?.Value),
        "appRoleAssignments" => Roles(),
        // Of a guest, Entra gives the address at home under this name.
        "userPrincipalName" when IsGuest => Value("mail"),
        var name => Value(_catalog.Find(name)?.GraphName ?? name),
    };

    private bool IsGuest => outlook.View.Value(subject, "userType") is AttributeValue.Text { Value: var type } && type.Equals("Guest", StringComparison.OrdinalIgnoreCase);

    private MappingValue Roles()
    {
        var roles = ways.Select(w => outlook.View.Pool[w.Role].ToString()).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(role => MappingValue.Complex(new("value", MappingValue.Of(role)), new("displayName", MappingValue.Of(role)))).ToArray();
        return roles.Length == 0 ? MappingValue.Null : MappingValue.List(roles);
    }

    // Values travel as texts; True and False are Entra's.
    private MappingValue Value(string graphName) => outlook.View.Value(subject, graphName) switch
    {
        AttributeValue.Absent => MappingValue.Null,
        AttributeValue.Flag flag => MappingValue.Of(TextOf(flag.Value)),
        AttributeValue.Texts texts => texts.Items.Length == 1 ? MappingValue.Of(texts.Items[0]) : MappingValue.List(texts.Items),
        AttributeValue.Pending or AttributeValue.Generated or AttributeValue.Secret => MappingValue.Null,
        var value => MappingValue.Of(value.ToString()),
    };

    private static string TextOf(bool flag) => flag ? "True" : "False";
}
