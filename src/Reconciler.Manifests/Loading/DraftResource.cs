using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>A date, key or name that somebody wrote, and where.</summary>
internal readonly record struct Written(string Text, SourceSpan Span);

/// <summary>A user or group as read from its file: names not looked up, defaults not joined.</summary>
internal sealed class DraftResource(ResourceKey key, SourceSpan span)
{
    public ResourceKey Key { get; } = key;

    public SourceSpan Span { get; } = span;

    /// <summary>Its place among all declared objects, by kind and key.</summary>
    public int Place { get; set; }

    public Written? Id { get; set; }

    public SourceSpan? Existing { get; set; }

    public DatedLine? Left { get; set; }

    public Employment? Employment { get; set; }

    public string? EnableReason { get; set; }

    public bool IsGuest { get; set; }

    public bool IsProtected { get; set; }

    /// <summary>The grammar has faulted a line of it: what seems to be missing may only be misspelt.</summary>
    public bool IsDoubtful { get; init; }

    public DeclaredCell[] Cells { get; set; } = [];

    /// <summary>Where <c>membership:</c> is written.</summary>
    public SourceSpan? MembershipSpan { get; set; }

    public DraftList[] Lists { get; set; } = [];

    public ImmutableArray<Written> Previously { get; set; } = [];

    public ImmutableArray<Written> Unmanaged { get; set; } = [];

    /// <summary>What its file sets for people like it; null when it takes no defaults.</summary>
    public FileDefaults? Defaults { get; set; }

    /// <summary>The one reference to it.</summary>
    public Reference.ByKey Reference { get; } = new(key);

    public DeclaredCell? Find(string attribute)
    {
        foreach (var cell in Cells)
        {
            if (cell.Attribute == attribute)
                return cell;
        }

        return null;
    }

    public bool IsUnmanaged(string attribute)
    {
        foreach (var written in Unmanaged)
        {
            if (Names.Covers(written.Text, attribute))
                return true;
        }

        return false;
    }
}
