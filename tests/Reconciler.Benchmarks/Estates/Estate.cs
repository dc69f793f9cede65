namespace Reconciler.Benchmarks.Estates;

/// <summary>People, groups and applications of an organisation that does not exist; the same seed gives the same one.</summary>
internal sealed record Estate(EstateSize Size, Person[] People, Team[] Teams, GroupList[] Groups, App[] Applications)
{
    public const string Workspace = "contoso";

    public const string Tenant = "contoso.onmicrosoft.com";

    public const string Domain = "contoso.com";

    /// <summary>The app registration that stands for the reconciler.</summary>
    public static readonly Guid AppId = new("5a9db0a1-0000-4000-8000-000000000001");

    public long Memberships => Groups.Sum(g => (long)g.Members.Length + g.Nested.Length + g.Computed.Length);

    public long Joining => Groups.Sum(g => (long)g.Joining.Length);
}
