using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Searching;

/// <summary>One row about a person: what they are called there, and the values that name them.</summary>
public sealed record PersonNames(string Target, string? Key, string Name, string? Id, ImmutableArray<string> Identifiers);

/// <summary>Of whom a report speaks: little enough to be kept of a thousand reports, so that each is read once however often it is asked.</summary>
public sealed class ReportPeople
{
    private ReportPeople(ImmutableArray<PersonNames> rows, IReadOnlySet<string> ends) => (Rows, Ends) = (rows, ends);

    public ImmutableArray<PersonNames> Rows { get; }

    /// <summary>Keys or names of people at the ends of links.</summary>
    public IReadOnlySet<string> Ends { get; }

    public static ReportPeople Of(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new ReportPeople(
            [
                .. report.Operations.Where(o => o.Kind == Kind.User.Name).Select(o => new PersonNames(o.Target, o.Key, o.Name, o.RemoteId, Identifiers(o.Cells))),
                .. report.Waiting.Where(e => e.Kind == Kind.User.Name).Select(e => new PersonNames(e.Target ?? "", e.Key, e.Name, e.Id, Identifiers(e.Cells))),
            ],
            report.Operations.SelectMany(o => o.Links).Concat(report.Waiting.SelectMany(e => e.Links)).SelectMany(l => l.Adds.Concat(l.Removes))
                .Where(e => e.Kind == Kind.User.Name).Select(e => e.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static ImmutableArray<string> Identifiers(ImmutableArray<CellRow> cells) =>
        [.. cells.Where(c => IsIdentifier(c.Attribute)).SelectMany(c => new[] { c.Before, c.After }).OfType<string>().SelectMany(v => v.Split(", ").Append(v)).Distinct(StringComparer.OrdinalIgnoreCase)];

    // Attributes that name a person: a department that happens to be called alike does not.
    private static bool IsIdentifier(string attribute) => attribute is "userPrincipalName" or "mail" or "otherMails" or "proxyAddresses" or "mailNickname"
        or "employeeId" or "userName" or "externalId" or "nickName" || attribute.StartsWith("emails", StringComparison.Ordinal) || attribute.EndsWith(":employeeNumber", StringComparison.Ordinal);
}
