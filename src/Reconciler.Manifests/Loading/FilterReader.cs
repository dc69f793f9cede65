using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads a filter over people; its faults point into the text.</summary>
internal static class FilterReader
{
    public static DeclaredFilter? Read(Node node, Draft draft)
    {
        if (node.Word() is not { } text)
            return null;
        var (filter, fault) = FilterParser.Parse(text);
        if (fault is not null)
            draft.Faults.Add(LoadingFaults.Filter(node.SpanWithin(fault.Offset, fault.Length), ScalarOffsets.Of(node) is null ? $"{fault.Message}, at character {fault.Offset + 1:N0} of the filter" : fault.Message));
        if (filter is null)
            return null;
        foreach (var path in filter.Paths)
        {
            if (!draft.Catalog.CanFilter(Kind.User, path.Name))
                draft.UnknownAttributes.Add((Kind.User, path.Name), node.SpanWithin(path.Offset, path.Name.Length));
        }

        return new DeclaredFilter(filter, node.Span);
    }
}
