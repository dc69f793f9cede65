using System.Diagnostics;
using Reconciler.Core.Reporting;
using Xunit.Abstractions;

namespace Reconciler.Tests.Reporting;

/// <summary>What is written small is read as it was, and a first apply of a large tenant stays within its size.</summary>
public sealed class DocumentFormTests(ITestOutputHelper output)
{
    // A tenth of 1,000,000 memberships of 100,000 people in 10,000 groups, which may take 60 MB: it grows in proportion.
    private const int People = 10_000;
    private const int Groups = 1_000;
    private const long Most = 6_000_000;

    [Fact]
    public void Everything_that_is_written_is_read_as_it_was()
    {
        var plan = SampleBundles.Plan;
        var text = DocumentJson.Write(plan);
        var read = DocumentJson.ReadPlan(text);
        Same(plan.Targets[0].Entries[0], read.Targets[0].Entries[0]);
        Assert.Equal(plan.Access[0].Changes.AsEnumerable(), read.Access[0].Changes);
        Assert.Equal(text, DocumentJson.Write(read));

        var report = DocumentJson.ReadReport(DocumentJson.Write(SampleBundles.Report));
        Same(SampleBundles.Report.Waiting[0], report.Waiting[0]);
        Assert.Equal(SampleBundles.Report.Operations[0].Cells.AsEnumerable(), report.Operations[0].Cells);
        Assert.Equal(DocumentJson.Write(SampleBundles.Report), DocumentJson.Write(report));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_first_apply_fits(bool withObjects)
    {
        var plan = DocumentJson.Sealed(Large(withObjects));
        var clock = Stopwatch.StartNew();
        var text = DocumentJson.Write(plan);
        var written = clock.Elapsed;
        clock.Restart();
        var read = DocumentJson.ReadPlan(text);
        output.WriteLine($"{System.Text.Encoding.UTF8.GetByteCount(text):N0} bytes, written in {written.TotalSeconds:F1} s, read in {clock.Elapsed.TotalSeconds:F1} s, {GC.GetTotalMemory(false):N0} bytes held");
        Assert.True(DocumentJson.IsIntact(read));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 1, Most);
    }

    private static void Same(EntryRow written, EntryRow read)
    {
        Assert.Equal(written.Cells.AsEnumerable(), read.Cells);
        foreach (var (w, r) in written.Links.Zip(read.Links))
        {
            Assert.Equal(w.Adds.AsEnumerable(), r.Adds);
            Assert.Equal(w.Removes.AsEnumerable(), r.Removes);
        }

        Assert.Equal((written.Name, written.Action, written.Hash), (read.Name, read.Action, read.Hash));
    }

    private static PlanDocument Large(bool withObjects)
    {
        string[] names = [.. Enumerable.Range(0, People).Select(i => $"{First[i % First.Length]}.{Last[i / First.Length % Last.Length]}{i / 400}")];
        var groups = Enumerable.Range(0, Groups).Select(g => new EntryRow
        {
            Section = withObjects ? Section.Created : Section.Changed, Action = withObjects ? "create" : "update", Kind = "group", Key = $"team-{g:00000}", Name = $"team-{g:00000}",
            Id = withObjects ? null : new Guid(g, 1, 2, new byte[8]).ToString(), Hash = $"{g:x16}", Where = $"teams/file{g % 100:00}.yaml:{g / 100 * 110}",
            Cells = withObjects ? [Set("displayName", $"Team {g}", $"teams/file{g % 100:00}.yaml:{(g / 100 * 110) + 1}")] : [],
            Links = [new LinkRow("members", [.. Enumerable.Range(0, 100).Select(m => new LinkEndRow("user", names[((g * 10) + (m * 997)) % names.Length]) { Where = $"teams/file{g % 100:00}.yaml:{(g / 100 * 110) + 5 + m}" })], [], 0)],
        });
        var people = withObjects ? names.Select(Person) : [];
        return SamplePlans.Empty with { Targets = [SamplePlans.Empty.Targets[0] with { Entries = [.. people, .. groups] }] };
    }

    private static EntryRow Person(string name, int i)
    {
        var (file, line) = ($"people/file{i % 1000:000}.yaml", (i / 1000 * 10) + 4);
        string[] attributes = ["userPrincipalName", "displayName", "givenName", "surname", "department", "jobTitle", "employeeId", "officeLocation"];
        string[] values = [$"{name}@contoso.com", name.Replace('.', ' '), name.Split('.')[0], name.Split('.')[1], "Engineering", "Senior Analyst", $"{i:000000}", "Lisbon 4"];
        return new EntryRow
        {
            Section = Section.Created, Action = "create", Kind = "user", Key = name, Name = name, Hash = $"{i:x16}", Where = $"{file}:{line}",
            Cells =
            [
                .. attributes.Select((a, n) => Set(a, values[n], $"{file}:{line + 1 + n}")),
                Derived("accountEnabled", "true", "default"), Derived("mailNickname", name, "from the address or key"),
                Derived("password", "(password)", "generated, must be changed at first sign-in"), Derived("owner mark", $"contoso/{name};c", "owner mark"),
            ],
        };

        CellRow Derived(string attribute, string value, string rule) => Set(attribute, value, $"{file}:{line}") with { Origin = "derived", Rule = rule };
    }

    private static CellRow Set(string attribute, string value, string where) => new(attribute, null, value) { Origin = "declared", Where = where };

    private static readonly string[] First = ["ada", "alan", "grace", "dorothy", "katherine", "edsger", "barbara", "john", "mary", "charles", "joan", "hedy", "margaret", "donald", "niklaus", "tony", "frances", "radia", "leslie", "ken"];

    private static readonly string[] Last = ["lovelace", "turing", "hopper", "vaughan", "johnson", "dijkstra", "liskov", "smith", "somerville", "babbage", "clarke", "lamarr", "hamilton", "knuth", "wirth", "hoare", "allen", "perlman", "lamport", "thompson"];
}
