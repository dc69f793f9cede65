using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>Personal texts stand apart from the record, come back with their file, and are told from false ones.</summary>
public sealed class PersonalValuesTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, PersonalValues.SaltLength).Select(i => (byte)i)];

    public static TheoryData<string> Samples => ["partly", "estate", "applied", "blocked"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_report_is_whole_again_with_its_values(string name)
    {
        var report = Sample(name) with { Values = null };
        var (record, values) = PersonalValues.Separate(report, Salt);
        var read = DocumentJson.ReadReport(DocumentJson.Write(record));
        Assert.Equal(ValuesState.Whole, PersonalValues.Check(read, PersonalValues.Read(PersonalValues.Write(values))));
        Assert.Equal(DocumentJson.Write(report), DocumentJson.Write(PersonalValues.Join(read, PersonalValues.Read(PersonalValues.Write(values)))));
    }

    [Fact]
    public void No_canary_of_a_person_is_left_in_the_record()
    {
        const string Canary = "canary-7h3";
        var fault = new FaultRow("code", Canary, Canary);
        var link = new LinkRow("members", [new LinkEndRow("user", Canary) { Because = Canary }], [new LinkEndRow("user", Canary)], 0) { WithheldWhy = Canary };
        var entry = new EntryRow
        {
            Section = Section.Held, Action = "update", Kind = "user", Key = Canary, Name = Canary, Because = Canary, Conflict = new ConflictRow("c", Canary, Canary),
            Cells = [new CellRow("mail", Canary, Canary) { Origin = "declared" }], Links = [link], Held = [new HeldRow(Canary, Canary, Canary, null)],
        };
        var operation = new OperationRow
        {
            Id = "1", Target = "directory", Phase = "link", Action = "update", Kind = "user", Key = Canary, Name = Canary, Because = Canary, Outcome = "failed",
            Cells = entry.Cells, Links = [link], Fault = fault, LeftOut = [Canary],
        };
        var report = SampleReports.Applied with
        {
            Operations = [operation, operation with { Kind = "group", Key = "engineering", Name = "Engineering", Because = null, Cells = [] }],
            Waiting = [entry],
            Unreached = [new UnreachedRow("wiki/scim", fault)],
            Fault = fault,
            Convergence = new ConvergenceRow(false, 1, 1) { Remaining = [Canary] },
            Deferred = [new CountRow("x", 1) { Names = [Canary] }],
            Guards = [new GuardRow { Guard = "removals", Target = "directory", Counted = "people", Figure = 1, Limit = 1, Base = 1, Causes = [Canary], Names = [Canary] }],
        };
        var (record, values) = PersonalValues.Separate(report, Salt);
        var json = DocumentJson.Write(record);
        Assert.DoesNotContain(Canary, json, StringComparison.Ordinal);
        // What is of nobody stays readable without the values.
        Assert.Contains("Engineering", json, StringComparison.Ordinal);
        Assert.Single(values.Texts, t => t.Value == Canary);
    }

    [Fact]
    public void What_was_removed_shows_as_removed_and_what_was_changed_as_changed()
    {
        var (record, values) = PersonalValues.Separate(SampleReports.Partly, Salt);
        Assert.Equal(ValuesState.Removed, PersonalValues.Check(record, null));
        Assert.All(PersonalValues.Join(record, null).Operations.Where(o => o.Kind == "user"), o => Assert.Equal(PersonalValues.Removed, o.Name));

        var one = values.Texts.First(t => t.Value == "alan.turing").Key;
        Assert.Equal(ValuesState.Removed, PersonalValues.Check(record, values with { Texts = values.Texts.Remove(one) }));
        var changed = values with { Texts = values.Texts.SetItem(one, "somebody.else") };
        Assert.Equal(ValuesState.Altered, PersonalValues.Check(record, changed));
        Assert.Contains(PersonalValues.Join(record, changed).Operations, o => o.Name == PersonalValues.Altered);
        Assert.Equal(ValuesState.Altered, PersonalValues.Check(record, values with { Salt = "AAAA" }));
    }

    [Fact]
    public void Another_report_refers_to_the_same_person_otherwise()
    {
        var (_, first) = PersonalValues.Separate(SampleReports.Partly, Salt);
        var (_, second) = PersonalValues.Separate(SampleReports.Partly, SHA256.HashData(Encoding.UTF8.GetBytes("other")));
        Assert.Empty(first.Texts.Keys.Intersect(second.Texts.Keys));
        Assert.Equal(first.Texts.Values.Order(StringComparer.Ordinal), second.Texts.Values.Order(StringComparer.Ordinal));
    }

    private static ReportDocument Sample(string name) => name switch
    {
        "partly" => SampleReports.Partly,
        "estate" => SampleReports.Estate,
        "applied" => SampleReports.Applied,
        _ => SampleReports.Blocked,
    };
}
