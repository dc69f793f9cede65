namespace Reconciler.Emulator.Scim;

/// <summary>An answer other than success, by RFC 7644 §3.12; nothing has changed when it is thrown.</summary>
internal sealed class ScimException(int status, string? scimType, string detail) : Exception(detail)
{
    public int Status => status;

    public string? ScimType => scimType;

    /// <summary>Header of the answer, as the verbs that are allowed.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    public static ScimException InvalidSyntax(string detail) => new(400, "invalidSyntax", detail);

    public static ScimException InvalidValue(string detail) => new(400, "invalidValue", detail);

    public static ScimException InvalidFilter(string detail) => new(400, "invalidFilter", detail);

    public static ScimException InvalidPath(string detail) => new(400, "invalidPath", detail);

    public static ScimException NoTarget(string detail) => new(400, "noTarget", detail);

    public static ScimException Mutability(string detail) => new(400, "mutability", detail);

    public static ScimException Uniqueness(string detail) => new(409, "uniqueness", detail);

    public static ScimException NotFound(string id) => new(404, null, $"Resource {id} not found");

    public static ScimException WrongVerb(params string[] allowed) => new(405, null, "The method is not allowed for this endpoint")
    {
        Header = new("Allow", string.Join(", ", allowed)),
    };
}
