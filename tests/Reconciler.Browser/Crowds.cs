using Reconciler.Core.Reporting;
using Reconciler.Tests.Reporting;

namespace Reconciler.Browser;

/// <summary>Changes of access of many people.</summary>
internal static class Crowds
{
    private static readonly (string Key, string Name)[] Applications = [("crm", "CRM"), ("payroll", "Payroll"), ("salesforce", "Salesforce Service Cloud"), ("wiki", "Wiki")];
    private static readonly string[] Groups = ["sales-emea", "sales-amer", "engineering", "lisbon-all", "contractors-until-march", "on-call"];

    /// <summary>People in large equal parts, and some who have combinations of their own; every fiftieth is privileged.</summary>
    public static PlanDocument Plan(int people) => SampleEstates.Rich with
    {
        Access =
        [
            .. Applications.Select((application, a) => new AccessRow
            {
                Application = application.Key, DisplayName = application.Name, Before = 200 + (a * 7), After = 260 + (a * 5),
                Changes = [.. Enumerable.Range(0, people).Where(p => p % 4 == a || (p % 17 == 0 && (p + a) % 3 == 0)).Select(p => Change(p, a))],
            }),
        ],
    };

    private static AccessChangeRow Change(int person, int application) => new($"person.{person:000}", application == 2 && person % 30 == 0 ? "System Administrator" : "User", (person % 10) > 1)
    {
        Through = person % 23 == 0 ? null : Groups[(person % 17 == 0 ? person / 17 : person % 4) % Groups.Length], Privileged = person % 50 == 0, Where = $"teams.yaml:{10 + (person % 4)}",
        Because = person % 10 > 1 ? null : "left 2026-11-20", Approximate = person % 4 == 3 && person % 10 > 1,
    };
}
