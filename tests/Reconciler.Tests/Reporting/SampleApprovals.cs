using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>A plan of one application's due changes, and the report of a reviewed plan that was not alone in changing things.</summary>
internal static class SampleApprovals
{
    public static PlanDocument Plan { get; } = SampleEstates.Rich with
    {
        Narrowed = new NarrowedRow { Target = "wiki/scim", Only = "user:grace.hopper", OnlyDue = true },
        Targets =
        [
            .. SampleEstates.Rich.Targets.Select(t => t with
            {
                Identity = t.Name == "directory" ? null : "wiki.example.com/scim/v2",
                Entries = [.. t.Entries.Select(e => e with { Hash = "3f9c2a7100aa55cc", Links = [.. e.Links.Select(Named)] })],
            }),
        ],
    };

    public static ReportDocument Report { get; } = SampleReports.Partly with
    {
        Narrowed = Plan.Narrowed,
        Since = new CountRow("changes that came up since: not in this plan", 3) { Names = ["ada.lovelace", "engineering", "mary.shelley"] },
        Operations = [.. SampleReports.Partly.Operations.Take(20).Select(o => o with { Links = [.. o.Links.Select(Named)] })],
        Waiting = [.. SampleReports.Partly.Waiting.Select(e => e with { Hash = "3f9c2a7100aa55cc" })],
    };

    private static LinkRow Named(LinkRow link) => link with { Adds = [.. link.Adds.Select(e => e with { Id = "8b0c6f0e", Role = "Admin" })] };
}
