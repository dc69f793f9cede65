using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>What an application asks of users beyond the schema: attributes it cannot do without, domains it knows.</summary>
internal static class ApplicationRules
{
    public static void Check(ResourceType type, Complex draft, ScimResource? before, bool isPatch, bool hasPassword, ScimSwitches switches)
    {
        if (type.Name != "User")
            return;
        foreach (var text in switches.Required.IsDefault ? [] : switches.Required)
        {
            var path = type.Resolve(text) ?? throw new InvalidOperationException($"'{text}' among the required attributes is not an attribute of a user");
            var isThere = path.Attribute?.Name == "password" ? hasPassword : Has(draft, path);
            // A PATCH is not asked for what was missing before.
            if (!isThere && !(isPatch && before is not null && !Has(before.Values, path)))
                throw ScimException.InvalidValue($"Attribute '{text}' is required");
        }

        if (switches.EmailDomains is not { IsDefaultOrEmpty: false } domains)
            return;
        var names = (draft["emails"] as List<object> ?? []).Select(e => (e as Complex)?.Text("value")).Prepend(draft.Text("userName"));
        foreach (var name in names.OfType<string>().Where(n => n.Length > 0))
        {
            if (!domains.Any(d => name.EndsWith("@" + d.TrimStart('@'), StringComparison.OrdinalIgnoreCase)))
                throw ScimException.InvalidValue($"'{name}' is not in an allowed domain");
        }
    }

    private static bool Has(Complex values, AttributePath path)
    {
        object? value = path.Extension is { } extension ? values[extension.Id] : values;
        if (path.Attribute is { } attribute)
            value = (value as Complex)?[attribute.Name];
        if (path.Sub is { } sub)
            value = value is List<object> list ? list.OfType<Complex>().Select(i => i[sub.Name]).FirstOrDefault(v => v is not (null or "")) : (value as Complex)?[sub.Name];
        return value is not (null or "");
    }
}
