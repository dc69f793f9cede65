using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>One end of a list as written. There are a million of these, so the file's name stands only on the list.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DraftEnd(Mention To, int Line, int Column, int Length, LinkTerms? Terms)
{
    public SourceSpan In(string file) => new(file, Line, Column, Length);
}

/// <summary>A list of links as read: <c>members</c>, <c>owners</c>, <c>manager</c>. A null mode was not written.</summary>
internal sealed class DraftList(string link, SourceSpan span)
{
    public string Link { get; } = link;

    /// <summary>The list's key.</summary>
    public SourceSpan Span { get; } = span;

    public LinkMode? Mode { get; set; }

    public DraftEnd[] Ends { get; set; } = [];

    public DeclaredFilter? Where { get; set; }
}
