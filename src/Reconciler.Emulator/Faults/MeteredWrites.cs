using System.Text.Json;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Faults;

/// <summary>
/// As how many writes a request is counted: one, and of ends bound in one call one for every three, as has been seen of 20 members in a PATCH.
/// What an object is born with is counted beside the object itself, which is a guess.
/// </summary>
internal static class MeteredWrites
{
    private static readonly string[] Lists = ["members@odata.bind", "owners@odata.bind"];

    public static int Of(Call call)
    {
        if (call.Method == "GET" || call.Path is ["$batch"] or [.., "getByIds" or "checkMemberObjects" or "checkMemberGroups" or "getMemberObjects" or "getMemberGroups"])
            return 0;
        var bound = Bound(call.Body);
        if (bound == 0)
            return 1;
        var counted = (int)Math.Ceiling(bound / 3.0);
        return call.Method == "POST" || call.Prefers("create-if-missing") ? 1 + counted : counted;
    }

    private static int Bound(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOf("@odata.bind"u8) < 0)
            return 0;
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? 0
                : Lists.Sum(l => json.RootElement.TryGetProperty(l, out var ends) && ends.ValueKind == JsonValueKind.Array ? ends.GetArrayLength() : 0);
        }
        catch (JsonException)
        {
            // Refused where the body is read.
            return 0;
        }
    }
}
