using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Filters;

/// <summary>An attribute as a filter reads it: its definition, and its value (a list where there may be many) in one subject.</summary>
internal sealed record BoundAttribute<T>(AttributeDefinition Definition, Func<T, object?> Read);

/// <summary>Where a filter's names are looked up; null is a name nobody knows.</summary>
internal delegate BoundAttribute<T>? FilterScope<T>(string name);
