using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>One SCIM dialect as written. What it says is read when an application names it.</summary>
internal sealed record DraftProfile(string Name, Node Root)
{
    public string? Extends => Root.Word("extends");
}
