using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

internal sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Id => Json.GetProperty("id").GetString()!;

    public JsonElement[] Value => [.. Json.GetProperty("value").EnumerateArray()];

    public string[] Ids => [.. Value.Select(v => v.GetProperty("id").GetString()!)];

    public string? NextLink => Link("@odata.nextLink");

    public string? DeltaLink => Link("@odata.deltaLink");

    public string Code => Json.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;

    public Reply Is(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return this;
    }

    public Reply Refuses(int status, string code, string message)
    {
        Is(status);
        Assert.Equal(message, Message);
        Assert.Equal(code, Code);
        return this;
    }

    private string? Link(string name) => Json.TryGetProperty(name, out var link) ? link.GetString() : null;
}
