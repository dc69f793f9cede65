using Reconciler.Core.Schemas;

namespace Reconciler.Connectors.Entra.Extensions;

/// <summary>A directory extension property that our app registers; its one attribute is its short name.</summary>
internal static class ExtensionSchema
{
    public const string Name = "name";

    public static KindSchema Kind { get; } = new(Core.Values.Kind.Extension, 0,
    [
        new AttributeSchema(Name, ValueKind.Text, "profile") { Mutability = Mutability.CreateOnly, Role = AttributeRole.Unique, Clearable = false },
    ],
    []);
}
