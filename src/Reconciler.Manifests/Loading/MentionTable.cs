namespace Reconciler.Manifests.Loading;

/// <summary>One copy of every name that the files write.</summary>
internal sealed class MentionTable
{
    private readonly Dictionary<string, Mention>[] byForm =
        [.. Enum.GetValues<NameForm>().Select(_ => new Dictionary<string, Mention>(StringComparer.Ordinal))];

    public IEnumerable<Mention> All => byForm.SelectMany(f => f.Values);

    public Mention this[NameForm form, string text]
    {
        get
        {
            var known = byForm[(int)form];
            if (!known.TryGetValue(text, out var mention))
                known.Add(text, mention = new(form, text));
            return mention;
        }
    }
}
