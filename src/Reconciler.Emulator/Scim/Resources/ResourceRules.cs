using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>What a resource must fulfil by its schemas, whoever writes it.</summary>
internal static class ResourceRules
{
    public static void Check(ResourceType type, Complex draft, ScimResource? before, string missing)
    {
        Check(type.Schema.Attributes, draft, before?.Values, missing);
        foreach (var extension in type.Extensions)
        {
            var (now, then) = (draft[extension.Id] as Complex, before?.Values[extension.Id] as Complex);
            if (now is not null)
                Check(extension.Attributes, now, then, missing);
            else if (then is not null && extension.Attributes.FirstOrDefault(a => a.Mutability == Mutability.Immutable && then[a.Name] is not null) is { } kept)
                throw ScimException.Mutability($"'{kept.Name}' is immutable");
        }
    }

    /// <summary>Attributes an extension calls unique are compared with every other resource of the type.</summary>
    public static void CheckUnique(ResourceType type, string id, Complex draft, ScimStore store)
    {
        foreach (var extension in type.Extensions)
        {
            foreach (var attribute in extension.Attributes.Where(a => a.Uniqueness is "server" or "global"))
            {
                if ((draft[extension.Id] as Complex)?[attribute.Name] is { } value
                    && store.All(type).Any(r => r.Id != id && IsSame((r.Values[extension.Id] as Complex)?[attribute.Name], value, attribute.CaseExact)))
                {
                    throw ScimException.Uniqueness($"'{attribute.Name}' is in use");
                }
            }
        }
    }

    private static bool IsSame(object? left, object right, bool caseExact) => left is string a && right is string b
        ? a.Equals(b, caseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
        : left is not null && Complex.Same(left, right);

    private static void Check(IEnumerable<AttributeDefinition> attributes, Complex now, Complex? before, string missing)
    {
        foreach (var attribute in attributes)
        {
            var value = now[attribute.Name];
            if (attribute.Required && value is null or "")
                throw new ScimException(400, missing, $"Attribute '{attribute.Name}' is required");
            if (attribute.Mutability == Mutability.Immutable && before?[attribute.Name] is { } there && !Complex.Same(there, value))
                throw ScimException.Mutability($"'{attribute.Name}' is immutable");
            if (value is Complex complex)
                Check(attribute.SubAttributes, complex, before?[attribute.Name] as Complex, missing);
            else if (value is List<object> list && attribute.Type == AttributeType.Complex)
                CheckItems(attribute, list, missing);
        }
    }

    private static void CheckItems(AttributeDefinition attribute, List<object> list, string missing)
    {
        if (list.OfType<Complex>().Count(i => i.IsTrue("primary")) > 1)
            throw ScimException.InvalidValue($"More than one value of '{attribute.Name}' is primary");
        foreach (var sub in attribute.SubAttributes.Where(s => s.Required))
        {
            if (list.OfType<Complex>().Any(i => i[sub.Name] is null))
                throw new ScimException(400, missing, $"Attribute '{attribute.Name}.{sub.Name}' is required");
        }
    }
}
