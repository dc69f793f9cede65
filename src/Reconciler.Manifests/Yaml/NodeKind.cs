namespace Reconciler.Manifests.Yaml;

internal enum NodeKind : byte
{
    Scalar,
    Mapping,
    Sequence,
}
