namespace Reconciler.Benchmarks.Estates;

/// <summary>Somebody: declared in one file, live under one id.</summary>
internal sealed record Person(Guid Id, string Key, string Given, string Surname, string Title, int Team)
{
    /// <summary>Index of the manager; -1 for nobody.</summary>
    public int Manager { get; init; } = -1;

    /// <summary>Not of our domain: invited, known by the mail address.</summary>
    public bool IsGuest { get; init; }

    public int Number { get; init; }

    public string Display => IsGuest ? $"{Given} {Surname} (Fabrikam)" : $"{Given} {Surname}";

    public string Mail => IsGuest ? Key["guest.".Length..] + "@fabrikam.example" : Key + "@contoso.com";

    public string PrincipalName => IsGuest ? Mail.Replace('@', '_') + "#EXT#@contoso.onmicrosoft.com" : Mail;

    public string EmployeeId => $"{100_000 + Number}";
}
