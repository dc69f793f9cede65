namespace Reconciler.Core.Mapping;

/// <summary>What <c>Replace</c> does: decided by the slots that are supplied, whatever is in them.</summary>
internal enum ReplaceMode
{
    Text,
    Template,
    Pattern,
    Group,
    OtherAttribute,
}

/// <summary>The slots of <c>Replace</c>, by number.</summary>
internal static class ReplaceSlots
{
    public const int Source = 0;
    public const int Old = 1;
    public const int Pattern = 2;
    public const int Group = 3;
    public const int Replacement = 4;
    public const int Other = 5;
    public const int Template = 6;

    public static ReplaceMode? ModeOf(Expression.Call call)
    {
        bool Has(int slot) => slot < call.Arguments.Length && call.Arguments[slot] is not null;
        return (Has(Old), Has(Pattern), Has(Group), Has(Replacement), Has(Other), Has(Template)) switch
        {
            (true, _, _, true, _, _) => ReplaceMode.Text,
            (true, _, _, _, _, true) => ReplaceMode.Template,
            (_, true, false, true, _, _) => ReplaceMode.Pattern,
            (_, true, true, true, _, _) => ReplaceMode.Group,
            (_, true, true, _, true, _) => ReplaceMode.OtherAttribute,
            _ => null,
        };
    }
}
