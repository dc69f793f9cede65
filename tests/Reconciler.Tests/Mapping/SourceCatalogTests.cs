using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Mapping;

public sealed class SourceCatalogTests
{
    public static TheoryData<string> Kinds => ["user", "group"];

    [Theory]
    [InlineData("mobile", "mobilePhone")]
    [InlineData("telephoneNumber", "businessPhones")]
    [InlineData("physicalDeliveryOfficeName", "officeLocation")]
    [InlineData("objectId", "id")]
    [InlineData("facsimileTelephoneNumber", "faxNumber")]
    [InlineData("extensionAttribute7", "onPremisesExtensionAttributes.extensionAttribute7")]
    [InlineData("userPrincipalName", "userPrincipalName")]
    [InlineData("manager", "manager")]
    [InlineData("extension_0123456789abcdef0123456789ABCDEF_badge", "extension_0123456789abcdef0123456789ABCDEF_badge")]
    public void A_source_and_its_graph_attribute_find_each_other(string name, string graphName)
    {
        Assert.Equal(graphName, SourceCatalog.Users.Find(name)?.GraphName);
        Assert.Equal(name, SourceCatalog.Users.FindGraph(graphName)?.Name);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_source_is_found_by_its_name_and_by_no_name_of_another(string kind)
    {
        var catalog = SourceCatalog.Of(new Kind(kind));
        Assert.All(catalog.All, a => Assert.Same(a, catalog.Find(a.Name)));
        Assert.All(catalog.All.Where(a => a.GraphName is not null), a => Assert.Equal(a.GraphName, catalog.FindGraph(a.GraphName ?? "")?.GraphName));
        // A name that both worlds have means the same in both: nothing can be misread.
        Assert.All(catalog.All, a => Assert.True(catalog.FindGraph(a.Name) is null || catalog.FindGraph(a.Name)?.GraphName == a.Name, a.Name));
        Assert.Equal(catalog.All.Length, catalog.All.Select(a => a.Name.ToUpperInvariant()).Distinct().Count());
    }

    [Theory]
    [InlineData("mobilePhone", "mobile")]
    [InlineData("businessPhones", "telephoneNumber")]
    [InlineData("officeLocation", "physicalDeliveryOfficeName")]
    [InlineData("id", "objectId")]
    [InlineData("isSoftDeleted", "IsSoftDeleted")]
    [InlineData("departmnt", "department")]
    [InlineData("mobilPhone", "mobile")]
    [InlineData("userType", null)]
    [InlineData("samAccountName", null)]
    [InlineData("onPremisesSamAccountName", null)]
    [InlineData("zzzzzzzz", null)]
    public void What_is_no_source_is_told_which_was_meant(string name, string? meant)
    {
        Assert.Null(SourceCatalog.Users.Find(name));
        Assert.Equal(meant, SourceCatalog.Users.Refuse(name).Meant);
        Assert.NotEmpty(SourceCatalog.Users.Refuse(name).Why);
    }

    [Fact]
    public void The_classes_that_the_documentation_names()
    {
        var users = SourceCatalog.Users;
        Assert.Equal("IsSoftDeleted", Assert.Single(users.All, a => a.IsComputed).Name);
        Assert.Equal("manager", Assert.Single(users.All, a => a.IsReference).Name);
        Assert.Equal(["appRoleAssignments", "imAddresses", "otherMails", "proxyAddresses"], users.All.Where(a => a.IsMany).Select(a => a.Name));
        Assert.Equal(["members", "owners"], SourceCatalog.Groups.All.Where(a => a.IsReference).Select(a => a.Name));
        Assert.All(["members", "manager", "appRoleAssignments", "employeeHireDate"],
            name => Assert.NotNull((users.Find(name) ?? SourceCatalog.Groups.Find(name))?.NotInScope));
    }
}
