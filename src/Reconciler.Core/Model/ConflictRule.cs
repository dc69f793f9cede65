using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Model;

/// <summary>A line of <c>conflicts:</c>: nobody may hold all of these roles. Each is an application's key and the value of a role; sorted by both.</summary>
public sealed record ConflictRule(string Name, ImmutableArray<(string Application, string Role)> All, SourceSpan Span);
