using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

/// <summary>A report as tables: no cell becomes a formula, no line breaks a row.</summary>
public sealed class ReportCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\0=1", "\"'\0=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("Zoë → 5", "Zoë → 5")]
    [InlineData("", "")]
    public void A_cell_is_a_text_to_every_reader(string value, string written)
    {
        var csv = new CsvText("a", "b");
        csv.Add("x", value);
        Assert.Equal($"a,b\r\nx,{written}\r\n", csv.ToString());
    }

    [Fact]
    public void Every_row_is_found_again_by_its_operation()
    {
        var report = SampleReports.Partly;
        var operations = ReportCsv.Operations(report).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(report.Operations.Length + report.Waiting.Length + 1, operations.Length);
        Assert.Equal(2 + 1, ReportCsv.Steps(report).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Golden.Matches("report.csv", string.Join('\n', ReportCsv.Tables(report with { Operations = [.. report.Operations.Where(o => o.Outcome != "applied" || o.Links.Length > 0)] }).Select(t => $"# {t.File}\n{t.Text.ReplaceLineEndings("\n")}")));
    }
}
