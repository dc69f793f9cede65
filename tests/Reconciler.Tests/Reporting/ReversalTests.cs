using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Undoing;

namespace Reconciler.Tests.Reporting;

/// <summary>Which operations can be taken back, until when, and which never.</summary>
public sealed class ReversalTests
{
    private static readonly DateOnly Started = new(2026, 11, 21);

    private static OperationRow Row(string action, string kind, string target = "directory", string outcome = "applied", params CellRow[] cells) => new()
    {
        Id = "0123456789ab",
        Target = target,
        Phase = "establish",
        Action = action,
        Kind = kind,
        Key = "ada",
        Name = "Ada",
        Outcome = outcome,
        Cells = [.. cells],
    };

    [Theory]
    [InlineData("update", "user", "directory", "applied", Reversibility.Reversible)]
    [InlineData("link", "group", "wiki/scim", "applied", Reversibility.Reversible)]
    [InlineData("disable", "user", "wiki/scim", "applied", Reversibility.Reversible)]
    [InlineData("create", "user", "wiki/scim", "acceptedNotApplied", Reversibility.Reversible)]
    [InlineData("create", "extension", "directory", "applied", Reversibility.Never)]
    [InlineData("delete", "user", "directory", "applied", Reversibility.Until)]
    [InlineData("delete", "application", "directory", "applied", Reversibility.Until)]
    [InlineData("delete", "user", "wiki/scim", "applied", Reversibility.Never)]
    [InlineData("delete", "group", "wiki/scim", "applied", Reversibility.Never)]
    [InlineData("delete", "user", "directory", "alreadyDone", Reversibility.Nothing)]
    [InlineData("update", "user", "directory", "failed", Reversibility.Nothing)]
    [InlineData("update", "user", "directory", "unknown", Reversibility.Unknown)]
    public void What_a_service_keeps_decides(string action, string kind, string target, string outcome, Reversibility expected) =>
        Assert.Equal(expected, Reversals.Of(Row(action, kind, target, outcome), Started, Started).Reversibility);

    [Theory]
    [InlineData(30, Reversibility.Until)]
    [InlineData(31, Reversibility.Never)]
    public void The_directory_keeps_what_was_deleted_for_thirty_days(int daysLater, Reversibility expected)
    {
        var reversal = Reversals.Of(Row("delete", "group"), Started, Started.AddDays(daysLater));
        Assert.Equal(expected, reversal.Reversibility);
        Assert.Equal(expected is Reversibility.Until ? new DateOnly(2026, 12, 21) : null, reversal.Until);
    }

    [Fact]
    public void The_days_are_counted_from_the_operation_not_from_the_run()
    {
        var row = Row("delete", "user") with { At = new DateTimeOffset(2026, 11, 22, 0, 10, 0, TimeSpan.Zero) };
        Assert.Equal(new DateOnly(2026, 12, 22), Reversals.Of(row, Started, Started).Until);
    }

    [Fact]
    public void What_stays_nevertheless_is_said()
    {
        Assert.Contains("sessions", Reversals.Of(Row("disable", "user"), Started, Started).Note, StringComparison.Ordinal);
        Assert.Contains("invitation", Reversals.Of(Row("create", "user", cells: new CellRow("inviteSend", null, "true") { Origin = "declared" }), Started, Started).Note, StringComparison.Ordinal);
        Assert.Null(Reversals.Of(Row("create", "user", cells: new CellRow("inviteSend", null, "false") { Origin = "declared" }), Started, Started).Note);
    }

    [Fact]
    public void Files_are_told_apart_by_what_became_of_them_since()
    {
        FileRow[] Rows(params (string Path, string Hash)[] files) => [.. files.Select(f => new FileRow(f.Path, f.Hash))];
        var reversions = FileReversions.Of(
            Rows(("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("same", "1")),
            Rows(("a", "2"), ("b", "2"), ("c", "2"), ("e", "2"), ("same", "1")),
            Rows(("a", "2"), ("b", "3"), ("c", "1"), ("e", "2"), ("same", "9")));
        Assert.Equal(
            [("a", FileReversionKind.PutBack), ("b", FileReversionKind.Merge), ("c", FileReversionKind.AlreadyBack), ("d", FileReversionKind.PutBack), ("e", FileReversionKind.Remove)],
            reversions.Select(r => (r.Path, r.Kind)));
    }
}
