using System.Text;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class ApplyTextTests
{
    private static readonly ApplyRow[] Under =
    [
        new("directory", 1204, 1804) { Rate = 18.2, Left = TimeSpan.FromSeconds(33), Retried = 2 }, new("wiki/scim", 0, 96) { WaitsFor = "directory" },
        new("salesforce-service-cloud/scim", 0, 12) { WaitsFor = "directory" },
    ];

    private static readonly ApplyRow[] Later =
    [
        new("directory", 1804, 1804) { Took = TimeSpan.FromSeconds(101), Retried = 2 }, new("wiki/scim", 7, 96) { Pause = TimeSpan.FromSeconds(29.2), Retried = 1204, Rate = 0.4, Left = TimeSpan.FromMinutes(4) },
        new("松本/scim", 0, 12_000) { Rate = 3.25, Left = TimeSpan.FromSeconds(3690) },
    ];

    private static IEnumerable<ApplyRow> Many(int at) => Enumerable.Range(0, 50).Select(i => new ApplyRow($"application{i:00}/scim", i < at ? 40 : i == at ? 13 : 0, 40)
    {
        Took = i < at ? TimeSpan.FromSeconds(4) : null,
        WaitsFor = i > at ? $"application{at:00}/scim" : null,
        Rate = i == at ? 12 : null,
    });

    [Theory]
    [InlineData(120)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(20)]
    public void Bars_of_an_apply(int width)
    {
        var text = new StringBuilder();
        foreach (var rows in new[] { Under, Later, [.. Many(0)], [.. Many(20)], [.. Many(49)] })
        {
            var shown = ApplyText.Render(rows, width);
            Assert.All(shown.Lines, l => Assert.True(l.Spans.Sum(s => s.Width) <= width, l.ToString()));
            Assert.InRange(shown.Lines.Length, 1, 8);
            text.Append(shown.ToPlain()).Append('\n');
        }

        Golden.Matches($"apply.{width}.txt", text.ToString());
    }

    [Fact]
    public void For_a_log_it_is_a_sentence() => Golden.Matches("apply.sentences.txt", string.Join('\n', Under.Concat(Later).Select(ApplyText.Sentence)) + "\n");

    [Fact]
    public void A_name_cannot_move_the_cursor()
    {
        var row = new ApplyRow("wi\u001b[2Jki\r", 1, 2);
        Assert.DoesNotContain('\u001b', ApplyText.Sentence(row));
        Assert.DoesNotContain('\r', ApplyText.Sentence(row));
        Assert.DoesNotContain('\u001b', ApplyText.Render([row], 80).ToPlain());
    }

    [Fact]
    public void What_is_read_is_counted_for_each_target()
    {
        ReadingRow[] rows =
        [
            new("directory", [new CountRow("users", 12_000), new CountRow("groups", 1)]), new("wiki/scim", [new CountRow("users", 41)]),
            .. Enumerable.Range(1, 10).Select(i => new ReadingRow($"application{i:00}/scim", [new CountRow("users", i)])),
        ];
        var text = ReadingText.Render(rows, 60).ToPlain();
        Assert.StartsWith("  reading  directory           12,000 users · 1 group\n           wiki/scim           41 users\n", text, StringComparison.Ordinal);
        Assert.EndsWith("           and 5 targets more\n", text, StringComparison.Ordinal);
        Assert.Equal("  reading  12,000 users · 1 group\n", ReadingText.Render(rows[..1], 60).ToPlain());
        Assert.Equal("reading directory: 12,000 users, 1 group", ReadingText.Sentence(rows[0]));
        Assert.All(ReadingText.Render(rows, 24).Lines, l => Assert.True(l.Spans.Sum(s => s.Width) <= 24));
    }
}
