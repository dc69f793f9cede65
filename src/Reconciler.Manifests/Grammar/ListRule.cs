using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

/// <summary>What holds for a list: how many items at least, and each item's rule.</summary>
internal sealed record ListRule(Rule? Items, int MinItems)
{
    public bool Check(Node list, FaultSink? sink)
    {
        var (good, count) = (true, 0);
        foreach (var item in list.Items)
        {
            count++;
            if (Items is null || Items.Check(item, item, sink))
                continue;
            good = false;
            if (sink is null)
                return false;
        }

        if (count >= MinItems)
            return good;
        sink?.Add(GrammarFaults.TooFewItems(list, MinItems));
        return false;
    }
}
