using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Planning;

/// <summary>Faults of the author that only the live system shows, one factory a code. RC301–RC319.</summary>
public static class PlanFaults
{
    public static Diagnostic ProtectedNotFound(string name, SourceSpan span) =>
        new("RC301", Severity.Error, $"the protected object `{name}` does not exist", span, "nothing live answers to this")
        {
            Help = ["correct it, or remove the line: a protection that protects nothing is a false comfort"],
        };

    public static Diagnostic DomainNotVerified(string domain, SourceSpan span, IEnumerable<string> verified) =>
        new("RC302", Severity.Error, $"`{domain}` is not a verified domain of the tenant", span, "not verified there")
        {
            Help = [$"verified: {string.Join(", ", verified)}"],
        };

    public static Diagnostic WrongTenant(string declared, string live, SourceSpan span) =>
        new("RC303", Severity.Error, $"the credential leads to another tenant: {live}", span, $"this file names {declared}")
        {
            Help = ["correct directory.tenant, or sign in to the tenant that is meant; nothing is planned against another one"],
        };

    public static Diagnostic ReferenceNotFound(string what, SourceSpan span) =>
        new("RC304", Severity.Warning, $"nothing live answers to `{what}`", span, "not found, so this list only grows in this plan")
        {
            Help = ["correct it or remove the line; until then nothing is removed from the list"],
        };

    public static Diagnostic FutureDay(DateOnly day, DateOnly today) =>
        new("RC305", Severity.Error, $"a plan of {day:yyyy-MM-dd} cannot be applied on {today:yyyy-MM-dd}", SourceSpan.None)
        {
            Help = ImmutableArray.Create("plan without --as-of, or wait for the day"),
        };
}
