using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Looks every written name up, once: a key means the declared object; an address, employee id or object id means the declared object
/// that has it, else a live one. Names that mean the same get the same meaning and rank.
/// </summary>
internal static class NameResolution
{
    public static void Run(Draft draft, KeyIndex keys)
    {
        var byValue = new Dictionary<NameForm, ValueIndex>
        {
            [NameForm.UserPrincipalName] = ValueIndex.OfAttribute(keys, "userPrincipalName", draft.Faults),
            [NameForm.EmployeeId] = ValueIndex.OfAttribute(keys, "employeeId", draft.Faults),
            [NameForm.UserId] = ValueIndex.OfId(keys, Kind.User, draft.Faults),
            [NameForm.GroupId] = ValueIndex.OfId(keys, Kind.Group, draft.Faults),
        };
        var all = draft.Mentions.All.ToArray();
        foreach (var mention in all)
        {
            mention.Declared = mention.Form.IsKey()
                ? keys.Find(mention.Form.KindOf(), mention.Text)
                : byValue.GetValueOrDefault(mention.Form)?.Find(mention.Text);
            mention.Meaning = mention.Declared is { } declared ? declared.Reference : mention.Form.IsKey() ? null : Live(mention);
        }

        foreach (var mention in all)
            mention.Rank = mention.Declared?.Place ?? -1;
        RankLive([.. all.Where(m => m.Declared is null && m.Meaning is not null)], keys.All.Count);
    }

    /// <summary>What a name means by itself, as if nothing were declared.</summary>
    public static Reference Live(Mention mention) => mention.Form switch
    {
        NameForm.UserKey or NameForm.GroupKey => new Reference.ByKey(new ResourceKey(mention.Form.KindOf(), mention.Text)),
        NameForm.UserId or NameForm.GroupId => new Reference.ById(mention.Form.KindOf(), new RemoteId(mention.Text)),
        NameForm.EmployeeId => new Reference.ByAttribute(Kind.User, "employeeId", mention.Text),
        NameForm.AppId => new Reference.ByAttribute(Kind.ServicePrincipal, "appId", mention.Text),
        _ => new Reference.ByAttribute(Kind.User, "userPrincipalName", mention.Text),
    };

    // Live objects come after the declared ones, by form and value; values that differ only by case are one.
    private static void RankLive(Mention[] live, int rank)
    {
        Array.Sort(live, (x, y) => Compare(x, y) is not 0 and var order ? order : string.CompareOrdinal(x.Text, y.Text));
        for (var i = 0; i < live.Length; i++)
        {
            if (i > 0 && Compare(live[i - 1], live[i]) == 0)
                live[i].Meaning = live[i - 1].Meaning;
            else
                rank++;
            live[i].Rank = rank;
        }
    }

    private static int Compare(Mention x, Mention y)
    {
        var byForm = x.Form.CompareTo(y.Form);
        return byForm != 0 ? byForm : string.Compare(x.Text, y.Text, StringComparison.OrdinalIgnoreCase);
    }
}
