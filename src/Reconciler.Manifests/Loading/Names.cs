namespace Reconciler.Manifests.Loading;

/// <summary>Names of attributes, of which some name a group: <c>employeeOrgData</c> is all of <c>employeeOrgData.costCenter</c> and the like.</summary>
internal static class Names
{
    public static bool Covers(string name, string attribute) =>
        attribute.StartsWith(name, StringComparison.Ordinal) && (attribute.Length == name.Length || attribute[name.Length] == '.');
}
