namespace Reconciler.Emulator.Http;

/// <summary>The service's refusals, word for word where they are known.</summary>
internal static class Errors
{
    public const string BadRequestCode = "Request_BadRequest";

    public static GraphException BadRequest(string message, params ErrorDetail[] details) => new(400, BadRequestCode, message, [.. details]);

    public static GraphException OData(string message) => new(400, "BadRequest", message);

    public static GraphException NotFound(string id) => new(404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphException InUse(string property)
    {
        var message = $"Another object with the same value for property {property} already exists.";
        return BadRequest(message, new ErrorDetail("ObjectConflict", message, property));
    }

    public static GraphException Conflicting() =>
        BadRequest("A conflicting object with one or more of the specified property values is present in the directory.");

    public static GraphException UnverifiedDomain()
    {
        const string Message = "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.";
        return BadRequest(Message, new ErrorDetail("InvalidValue", Message, "userPrincipalName"));
    }

    public static GraphException InvalidProperty(string property) => BadRequest($"Property {property} is invalid.");

    public static GraphException InvalidValue(string property, string resource) =>
        BadRequest($"Invalid value specified for property '{property}' of resource '{resource}'.");

    public static GraphException Required(string property, string resource) =>
        BadRequest($"A value is required for property '{property}' of resource '{resource}'.");

    public static GraphException ReadOnly(string property) => BadRequest($"Property '{property}' is read-only and cannot be set.");

    public static GraphException UnknownProperty(string property) =>
        BadRequest($"Property '{property}' does not exist as a declared property or extension property.");

    public static GraphException OnPremises() => BadRequest(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.");

    public static GraphException Denied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphException WrongVerb() => new(405, BadRequestCode, "Specified HTTP method is not allowed for the request target.");

    public static GraphException NotImplemented() => new(501, "NotImplemented", "This operation target is not yet supported.");

    public static GraphException NoSegment(string segment) => OData($"Resource not found for the segment '{segment}'.");

    public static GraphException SourceMissing() =>
        BadRequest("The source resource object or one of the objects being referenced don't exist.");

    public static GraphException AlreadyReferenced(string relation) =>
        BadRequest($"One or more added object references already exist for the following modified properties: '{relation}'.");

    public static GraphException NotReferenced(string relation) =>
        BadRequest($"One or more removed object references do not exist for the following modified properties: '{relation}'.");

    /// <summary>An id that is wrong, or that replication has not brought where the write arrives.</summary>
    public static GraphException InvalidReference() => BadRequest("Not a valid reference update.");

    public static GraphException UnsupportedQuery(string message = "Unsupported Query.") => new(400, "Request_UnsupportedQuery", message);

    public static GraphException UnsupportedFilter(string property, string resource) =>
        UnsupportedQuery($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.");

    public static GraphException UnknownSelect(string property, string type) => OData(
        $"Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.");

    public static GraphException InvalidToken(string message) => new(401, "InvalidAuthenticationToken", message)
    {
        Header = new("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\""),
    };
}
