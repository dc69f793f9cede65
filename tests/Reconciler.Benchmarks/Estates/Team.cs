namespace Reconciler.Benchmarks.Estates;

/// <summary>A team of a department: its people share a file, and its groups do.</summary>
internal sealed record Team(string Key, string Name, string Department, string Folder, string Office, string Country);
