namespace Reconciler.Core.Values;

/// <summary>What sort of object something is, in the field's word: <c>user</c>, <c>group</c>, <c>servicePrincipal</c> …</summary>
public readonly record struct Kind(string Name)
{
    public static readonly Kind User = new("user");
    public static readonly Kind Group = new("group");
    /// <summary>An enterprise application: the service principal that people are assigned to, and the registration behind it.</summary>
    public static readonly Kind Application = new("application");
    public static readonly Kind ServicePrincipal = new("servicePrincipal");
    public static readonly Kind Device = new("device");
    public static readonly Kind OrgContact = new("orgContact");

    /// <summary>A directory extension property: where owner marks live.</summary>
    public static readonly Kind Extension = new("extension");

    public override string ToString() => Name;
}

/// <summary>The declared, stable name of an object. Compares without case.</summary>
public readonly record struct ResourceKey(Kind Kind, string Name) : IComparable<ResourceKey>
{
    public bool Equals(ResourceKey other) =>
        Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    // The name alone tells nearly all apart, and there are a million look-ups.
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? "");

    public int CompareTo(ResourceKey other)
    {
        var byKind = string.CompareOrdinal(Kind.Name, other.Kind.Name);
        return byKind != 0 ? byKind : string.Compare(Name, other.Name, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>A target's own id of an object (a Graph object id). Means nothing outside its target.</summary>
public readonly record struct RemoteId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A configured instance of a connector: <c>directory</c>, an application's key, or <c>KEY/scim</c>.</summary>
public readonly record struct TargetName(string Value)
{
    public static readonly TargetName Directory = new("directory");

    public override string ToString() => Value;
}

/// <summary>One object of one target, whether paired, only declared or only live. Dense from 0 within its <c>Roster</c>.</summary>
public readonly record struct Handle(int Index) : IComparable<Handle>
{
    public int CompareTo(Handle other) => Index.CompareTo(other.Index);
}
