namespace Reconciler.Benchmarks.Estates;

/// <summary>An enterprise application with its roles and who has them.</summary>
internal sealed record App(string Key, string Name, Guid AppId, string[] Roles, (bool IsGroup, int Index, string Role)[] Assignments);
