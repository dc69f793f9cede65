using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Files;

/// <summary>Since when (UTC) nothing may be written, by whom and why.</summary>
internal sealed record FreezeRecord(string Reason, string Who, DateTimeOffset Since);

/// <summary>
/// The switch that stops all writes: a file in the state folder, or the variable <c>RECONCILER_FREEZE</c> for pipelines that keep none.
/// Outside git, so that it works while somebody is still arguing about the commit. A file that cannot be read freezes.
/// </summary>
internal sealed class FreezeFile(StateFolder state, CliHost host)
{
    private const string Variable = "RECONCILER_FREEZE";

    /// <summary>Why writes are stopped, or null.</summary>
    public string? Reason
    {
        get
        {
            if (host.Environment(Variable) is { Length: > 0 } said)
                return $"frozen by {Variable}: {said}";
            if (!File.Exists(state.Freeze))
                return null;
            return Read() is { } record
                ? $"frozen by {record.Who} since {record.Since:yyyy-MM-dd HH:mm} UTC: {record.Reason}"
                : $"frozen by {host.Shown(state.Freeze)}, which cannot be read";
        }
    }

    public void Set(string reason) => AtomicFile.Write(state.Freeze, JsonSerializer.Serialize(
        new FreezeRecord(reason, host.Environment("GITHUB_ACTOR") ?? host.Environment("USER") ?? "somebody", host.Time.GetUtcNow()), FreezeContext.Default.FreezeRecord));

    /// <summary>Whether there was one.</summary>
    public bool Lift()
    {
        var was = File.Exists(state.Freeze);
        File.Delete(state.Freeze);
        return was;
    }

    private FreezeRecord? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(state.Freeze), FreezeContext.Default.FreezeRecord);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NewLine = "\n")]
[JsonSerializable(typeof(FreezeRecord))]
internal sealed partial class FreezeContext : JsonSerializerContext;
