using Reconciler.Core.Reporting;
using Reconciler.Tests.Reporting;

namespace Reconciler.Browser;

/// <summary>Documents of a large tenant.</summary>
internal static class Volumes
{
    private static readonly string[] Departments = ["Engineering", "Sales", "Finance", "Operations", "Legal", "Research"];

    /// <summary>A first rollout: people, what they belong to, and their accounts.</summary>
    public static ReportDocument Report(int operations) => SampleReports.Applied with
    {
        Counts = new OutcomeCounts { Applied = operations - (operations / 5000), Failed = operations / 5000 },
        Ended = SampleReports.Applied.Started.AddMinutes(18),
        Operations = [.. Enumerable.Range(0, operations).Select(Operation)],
    };

    private static OperationRow Operation(int i)
    {
        var at = SampleReports.Applied.Started.AddMilliseconds(i * 20);
        var person = $"person.{i:00000}";
        var row = new OperationRow
        {
            Id = $"{i:x16}", Target = i % 5 == 4 ? "wiki/scim" : "directory", Phase = "establish", Action = "update", Kind = "user", Key = person, Name = person,
            RemoteId = $"8b0c6f0e-77aa-4a51-9c9b-{i:x12}", Where = $"people/file{i % 40:00}.yaml:{i % 900}", Outcome = "applied", Attempts = 1, Status = 204, RequestId = $"req-{i:x8}", At = at,
            Trials = [new TrialRow(at.AddMilliseconds(-40), 204, 0.04) { RequestId = $"req-{i:x8}" }],
        };
        return (i % 5) switch
        {
            0 => row with
            {
                Action = "create",
                Cells =
                [
                    new CellRow("userPrincipalName", null, $"{person}@contoso.com") { Origin = "declared", Where = row.Where }, new CellRow("displayName", null, $"Person {i}") { Origin = "declared", Where = row.Where },
                    new CellRow("department", null, Departments[i % 6]) { Origin = "defaults", Where = "people/_all.yaml:3" },
                ],
            },
            1 => row with { Kind = "group", Name = $"team.{i % 700}", Key = $"team.{i % 700}", Action = "link", Links = [new LinkRow("members", [.. Enumerable.Range(0, 20).Select(n => new LinkEndRow("user", $"person.{(i + n) % 50000:00000}"))], [], 40)] },
            _ when i % 5000 == 2 => row with { Outcome = "failed", Status = 403, Fault = new FaultRow("Authorization_RequestDenied", "Insufficient privileges to complete the operation.", "Grant User.ReadWrite.All.") },
            _ => row with { Cells = [new CellRow("jobTitle", "Analyst", $"Analyst {i % 9}") { Origin = "declared", Where = row.Where }, new CellRow("companyName", "Contoso", "Contoso Ltd") { Origin = "defaults", Where = "people/_all.yaml:3" }] },
        };
    }
}
