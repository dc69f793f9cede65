namespace Reconciler.Manifests.Yaml;

/// <summary>Finds keys that a mapping has twice. Keys are shared texts, so few of them compare fastest by reference.</summary>
internal sealed class KeyCheck(List<NodeRecord> records, Action<int, int> twice)
{
    private const int Few = 16;

    private readonly List<int> keys = [];
    private readonly Dictionary<string, int> seen = new(ReferenceEqualityComparer.Instance);

    public void Check(int mapping)
    {
        keys.Clear();
        for (var at = mapping + 1; at < records.Count;)
        {
            keys.Add(at);
            at = records[at + 1].Form is NodeForm.Alias ? at + 2 : records[at + 1].Next;
        }

        if (keys.Count > Few)
            CheckMany();
        else
            CheckFew();
    }

    private void CheckFew()
    {
        for (var i = 1; i < keys.Count; i++)
        {
            var text = records[keys[i]].Text;
            for (var j = 0; j < i; j++)
            {
                if (!ReferenceEquals(text, records[keys[j]].Text))
                    continue;
                twice(keys[j], keys[i]);
                break;
            }
        }
    }

    private void CheckMany()
    {
        seen.Clear();
        foreach (var key in keys)
        {
            if (!seen.TryAdd(records[key].Text, key))
                twice(seen[records[key].Text], key);
        }
    }
}
