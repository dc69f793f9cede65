namespace Reconciler.Emulator.Directory;

internal enum Relation
{
    Members,
    Owners,
    Manager,
}

internal static class Relations
{
    public static readonly Relation[] All = Enum.GetValues<Relation>();

    public static string Name(this Relation relation) => relation switch
    {
        Relation.Members => "members",
        Relation.Owners => "owners",
        _ => "manager",
    };

    public static Relation? Parse(string name) => name switch
    {
        "members" => Relation.Members,
        "owners" => Relation.Owners,
        "manager" => Relation.Manager,
        _ => null,
    };
}
