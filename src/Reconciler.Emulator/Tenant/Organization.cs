using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.Tenant;

/// <summary>The tenant itself: who it is and which domains it has verified.</summary>
internal sealed class Organization
{
    private readonly bool _idIsGiven;
    private readonly List<Domain> _domains = [];

    public Organization(EmulatorOptions options)
    {
        _idIsGiven = options.TenantId != Guid.Empty;
        Id = _idIsGiven ? options.TenantId : NamedGuid.Create(Guid.Empty, options.InitialDomain.ToLowerInvariant());
        DisplayName = options.DisplayName;
        CreatedDateTime = options.Clock.GetUtcNow();
        var first = options.Domains.IsDefaultOrEmpty ? options.InitialDomain : options.Domains[0];
        foreach (var name in options.Domains.IsDefaultOrEmpty ? [options.InitialDomain] : options.Domains.Append(options.InitialDomain))
            Add(new Domain(name, IsDefault: Same(name, first), IsInitial: Same(name, options.InitialDomain), "Managed"));
    }

    public Guid Id { get; private set; }

    public string DisplayName { get; private set; }

    public DateTimeOffset CreatedDateTime { get; private set; }

    public IReadOnlyList<Domain> Domains => _domains;

    public Domain? FindDomain(string name) => _domains.Find(d => Same(d.Name, name));

    /// <summary>Takes what a state line says; what the options say stands.</summary>
    public void Describe(Guid? id, string? displayName, DateTimeOffset? createdDateTime)
    {
        if (!_idIsGiven && id is { } given)
            Id = given;
        if (displayName is not null)
            DisplayName = displayName;
        if (createdDateTime is { } created)
            CreatedDateTime = created;
    }

    public void Add(Domain domain)
    {
        var at = _domains.FindIndex(d => Same(d.Name, domain.Name));
        if (at < 0)
            _domains.Add(domain);
        else
            _domains[at] = domain with { IsDefault = _domains[at].IsDefault, IsInitial = _domains[at].IsInitial };
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
