using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one group.</summary>
internal sealed class GroupReader(Draft draft, ResourceReader common)
{
    private const string Members = "members";
    private const string Owners = "owners";

    public void Read(Node key, Node value)
    {
        var group = common.Begin(Kind.Group, key, value);
        DraftList? members = null;
        DraftList? owners = null;
        Node? where = null;
        Node? membership = null;
        foreach (var (name, part) in value.Entries)
        {
            switch (name.Text)
            {
                case Members:
                    members = common.Links.Read(name, part);
                    break;
                case Owners:
                    owners = common.Links.Read(name, part);
                    break;
                case "membersWhere":
                    where = part;
                    members ??= new DraftList(Members, name.Span);
                    break;
                case "membership":
                    membership = part;
                    group.MembershipSpan = name.Span;
                    break;
                default:
                    common.Read(group, name, part);
                    break;
            }
        }

        if (where is { } filter && members is not null)
            members.Where = FilterReader.Read(filter, draft);
        SetMode(members, membership);
        SetMode(owners, membership);
        common.Add(members);
        common.Add(owners);
        common.End(group);
    }

    public static LinkMode? ModeOf(string? word) => word switch
    {
        "exclusive" => LinkMode.Exclusive,
        "additive" => LinkMode.Additive,
        _ => null,
    };

    // One word for both lists, or a word for each.
    private static void SetMode(DraftList? list, Node? membership)
    {
        if (list is null || membership is not { } node)
            return;
        list.Mode = ModeOf(node.Word() ?? node.Word(list.Link));
    }
}
