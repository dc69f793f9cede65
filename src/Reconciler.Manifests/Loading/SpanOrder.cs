using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Orders places as a person reads: by file, line and column.</summary>
internal sealed class SpanOrder : IComparer<SourceSpan>
{
    public static readonly SpanOrder Instance = new();

    public int Compare(SourceSpan x, SourceSpan y)
    {
        var byFile = string.CompareOrdinal(x.File, y.File);
        if (byFile != 0)
            return byFile;
        var byLine = x.Line.CompareTo(y.Line);
        return byLine != 0 ? byLine : x.Column.CompareTo(y.Column);
    }
}
