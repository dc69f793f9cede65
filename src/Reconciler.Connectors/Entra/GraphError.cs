using System.Text.Json;

namespace Reconciler.Connectors.Entra;

/// <summary>What Graph says went wrong.</summary>
internal sealed record GraphError(string Code, string Message, string DetailCodes)
{
    public static GraphError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                return new GraphError(error.Text("code") ?? "", Clip(error.Text("message") ?? ""), string.Join(',', error.Items("details").Select(d => d.Text("code"))));
        }
        catch (JsonException)
        {
            return Silent;
        }

        return Silent;
    }

    private static GraphError Silent { get; } = new("noGraphError", "the answer is no Graph error", "");

    private static string Clip(string message) => message.Length <= 1000 ? message : message[..1000] + "…";
}
