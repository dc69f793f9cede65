using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Pairing;

/// <summary>There is no removal without a mark of ours and evidence of the same key and object.</summary>
public sealed class ClaimTests
{
    private static readonly ResourceKey Ada = new(Kind.User, "ada");
    private static readonly RemoteId Id = new("U1");
    private static readonly OwnerMark Mark = new("contoso", "ada");
    private static readonly Evidence Ledgered = new Evidence.Ledgered(new LedgerEntry(Ada, Id, "people.yaml", null));

    [Fact]
    public void Mark_and_ledger_make_a_claim()
    {
        var claim = Claim.Marked.From("contoso", Mark, Id, Ledgered);
        Assert.Equal((Mark, Ledgered), (claim?.Mark, claim?.Evidence));
    }

    [Fact]
    public void The_line_of_a_leaver_is_evidence_too() => Assert.NotNull(Claim.Marked.From("contoso", Mark, new RemoteId("U2"), new Evidence.LeaverLine(Ada, At)));

    public static TheoryData<string> Doubts => [.. Cases.Keys];

    private static ImmutableDictionary<string, Claim.Marked?> Cases { get; } = new Dictionary<string, Claim.Marked?>
    {
        ["no mark"] = Claim.Marked.From("contoso", null, Id, Ledgered),
        ["no evidence"] = Claim.Marked.From("contoso", Mark, Id, null),
        ["another workspace's mark"] = Claim.Marked.From("fabrikam", Mark, Id, Ledgered),
        ["the mark of another key"] = Claim.Marked.From("contoso", Mark with { Key = "bob" }, Id, Ledgered),
        ["the mark of another key, of a leaver"] = Claim.Marked.From("contoso", Mark with { Key = "bob" }, Id, new Evidence.LeaverLine(Ada, At)),
        ["the ledger speaks of another object"] = Claim.Marked.From("contoso", Mark, new RemoteId("U2"), Ledgered),
    }.ToImmutableDictionary();

    [Theory]
    [MemberData(nameof(Doubts))]
    public void Any_doubt_is_no_claim(string doubt) => Assert.Null(Cases[doubt]);
}
