using System.Text.Json;
using Reconciler.Emulator.Faults;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Scim.Resources;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>Answers with resources and with errors (RFC 7644 §3.12).</summary>
internal static class ScimAnswers
{
    public const string ErrorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

    public static Answer Of(ScimException failure, string contentType)
    {
        var answer = Answer.Json(failure.Status, writer => Error(writer, failure.Status, failure.ScimType, failure.Message), contentType);
        return failure.Header is { } header ? answer.With(header.Key, header.Value) : answer;
    }

    public static void Error(Utf8JsonWriter writer, int status, string? scimType, string detail)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(ErrorUrn);
        writer.WriteEndArray();
        if (scimType is not null)
            writer.WriteString("scimType", scimType);
        writer.WriteString("detail", detail);
        writer.WriteString("status", status.ToString());
        writer.WriteEndObject();
    }

    public static Answer Resource(ScimCall call, int status, ScimResource resource, Projection projection) => Answer
        .Json(status, writer => new ResourceWriter(call.View, projection).Write(writer, resource), call.AnswerType)
        .With("ETag", resource.ETag)
        .With(status == 201 ? "Location" : "Content-Location", call.View.Location(resource));

    /// <summary>The answer of a fault that was armed; its code is the scimType unless it was left at its default.</summary>
    public static Answer Of(RequestFault fault, int status, string contentType) => fault.Body is { } body
        ? Answer.Raw(status, body, fault.ContentType ?? contentType)
        : Answer.Json(status, writer => Error(writer, status, fault.Code is "UnknownError" or "" ? null : fault.Code, fault.Message), contentType);
}
