using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Scope: whether a person has access to one application, by which lines, and whether the mapping's scope lets them in.</summary>
internal static class ScopeSteps
{
    public static ScopeStep Of(Subject subject, ApplicationSettings application)
    {
        var outlook = subject.Outlook;
        if (subject.Handle is not { } person)
            return new ScopeStep(false, subject.Declared is null ? "no longer declared" : "nobody live");
        if (subject.IsInConflict)
            return new ScopeStep(false, "nothing is carried out while the directory does not know who this is") { Ways = [.. AccessLines.Written(subject, application)] };
        var ways = outlook.After(application).WaysOf(person);
        var mapping = application.Scim?.Users;
        var standing = mapping is null
            ? new Standing(ways.Count > 0 && Standing.Of(outlook, application, person) is Cause.Assigned, Standing.Of(outlook, application, person))
            : Standing.Of(outlook, application, mapping, person);
        var items = mapping is not null && ways.Count > 0 ? Items(new PersonSource(outlook, person, isSoftDeleted: false, ways), mapping.Scope) : [];
        var isGone = !outlook.View.Exists(person) || !outlook.View.IsEnabled(person);
        return new ScopeStep(standing.IsWanted, Because(standing, subject))
        {
            OpenToEveryone = subject.Run.Access.FirstOrDefault(a => a.Application == application)?.IsOpenToEveryone ?? false,
            // Whom the lines let in, the lines explain.
            Where = standing.IsWanted || standing.Cause.Span.IsNone ? null : standing.Cause.Span.ToLine(),
            Ways = [.. Ways(subject, application, person, isGone)],
            Mapping = mapping?.Key,
            MappingWhere = mapping is null or { IsBuiltIn: true } ? null : mapping.Span.ToLine(),
            Items = items,
        };
    }

    private static IEnumerable<WayStep> Ways(Subject subject, ApplicationSettings application, Handle person, bool isGone)
    {
        var ways = AccessLines.Of(subject, application, person).Select(w => isGone && w.State is ("stays" or "gained") ? w with { State = "inert" } : w).ToArray();
        // What is written about somebody who is not there yet reaches nobody, and waits; about somebody who has left, it counts as not written.
        return ways.Length == 0 && (isGone || subject.Conflict is not null) && subject.Entry?.Cause is not Cause.Left ? AccessLines.Written(subject, application) : ways;
    }

    private static string Because(Standing standing, Subject subject) => standing switch
    {
        { IsWanted: true } => "assigned",
        _ when subject.Conflict is not null && subject.Handle is { } person && !subject.Outlook.View.Exists(person) => "not created while the conflict in the directory stands",
        { Cause: Cause.NoAccess { Root: not null } cause } => Wording.Because(cause, subject.Run.Model.Files.Contains) ?? cause.Why,
        { Cause: Cause.NoAccess cause } => cause.Why,
        _ => "not assigned",
    };

    private static ImmutableArray<ScopeItemStep> Items(PersonSource source, MappingScope scope)
    {
        return [.. scope.Items.Select(item =>
        {
            ImmutableArray<ClauseStep> clauses = [.. item.Select(Clause)];
            return new ScopeItemStep(clauses.All(c => c.Holds), clauses);
        })];

        ClauseStep Clause(ScopeClause clause)
        {
            var value = source.Read(new AttributeReference(clause.Attribute, -1));
            var text = value.IsNull ? null : value.ToString();
            return new ClauseStep(clause.ToString(), text, clause.Holds(text));
        }
    }
}
