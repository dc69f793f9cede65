using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions that ask what the context knows of the tenant and the target.</summary>
internal static class TenantFunctions
{
    public static MappingValue DefaultDomain(CallNode call, ref Run run) => run.Context.DefaultDomain is { Length: > 0 } domain
        ? MappingValue.Of(domain)
        : run.Fail(call, MappingErrorKind.Tenant, "the tenant's default verified domain is not known");

    // Rules are tried in order, and those behind the first free value are not evaluated. An empty value identifies nobody.
    public static MappingValue SelectUniqueValue(CallNode call, ref Run run)
    {
        var taken = 0;
        for (var slot = 0; slot < call.Count; slot++)
        {
            var candidate = call.Text(slot, ref run);
            if (run.IsStopped)
                return MappingValue.Null;
            if (string.IsNullOrEmpty(candidate))
                continue;
            if (run.Context.IsTaken is null || !run.Context.IsTaken(candidate))
                return MappingValue.Of(candidate);
            taken++;
        }

        return taken == 0 ? MappingValue.Null : run.Fail(call, MappingErrorKind.Escrow, taken == 1 ? "the only value is taken" : $"all {taken} values are taken");
    }
}
