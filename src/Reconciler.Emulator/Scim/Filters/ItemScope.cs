using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Filters;

/// <summary>The inside of <c>attribute[…]</c>: sub-attributes of an item, or <c>value</c> where items are simple.</summary>
internal static class ItemScope
{
    public static Func<object, bool> Bind(FilterNode filter, AttributeDefinition attribute) =>
        FilterBinder.Bind<object>(filter, name => Find(name, attribute));

    private static BoundAttribute<object>? Find(string name, AttributeDefinition attribute)
    {
        if (attribute.Type != AttributeType.Complex)
        {
            return name.Equals("value", StringComparison.OrdinalIgnoreCase)
                ? new BoundAttribute<object>(attribute, item => item)
                : null;
        }

        return attribute.Sub(name) is { } sub ? new BoundAttribute<object>(sub, item => (item as Complex)?[sub.Name]) : null;
    }
}
