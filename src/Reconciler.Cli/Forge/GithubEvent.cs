using System.Globalization;
using System.Text.Json;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Forge;

/// <summary>What GitHub says of the event that started a job: which pull request, and which commit is at its head.</summary>
/// <param name="Number">Null where the event is of no pull request, as a push to a branch.</param>
/// <param name="Head">The head as of that event.</param>
internal sealed record GithubEvent(int? Number, string? Head)
{
    private const int Largest = 32 << 20;

    /// <summary>From the file that <c>GITHUB_EVENT_PATH</c> names; without one nothing is known.</summary>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static GithubEvent Read(CliHost host)
    {
        if (host.Environment("GITHUB_EVENT_PATH") is not { Length: > 0 } path)
            return new GithubEvent(null, null);
        try
        {
            if (new FileInfo(path).Length > Largest)
                throw new JsonException($"it is larger than {Largest >> 20} MB");
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCode.Error, $"the event in GITHUB_EVENT_PATH cannot be read: {e.Message}", "Name the pull request with --pr.");
        }
    }

    private static GithubEvent Of(JsonElement root)
    {
        if (Member(root, "pull_request") is { } pull)
            return new GithubEvent(NumberIn(pull), Text(Member(pull, "head"), "sha"));
        if (Member(root, "issue") is { } issue && Member(issue, "pull_request") is not null)
            return new GithubEvent(NumberIn(issue), null);
        // A run after another: the pull requests of that one, where it was of a branch of this repository.
        if (Member(root, "workflow_run") is { } run)
        {
            return new GithubEvent(Member(run, "pull_requests") is { ValueKind: JsonValueKind.Array } pulls && pulls.GetArrayLength() == 1 ? NumberIn(pulls[0]) : null, Text(run, "head_sha"));
        }

        return new GithubEvent(null, null);
    }

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static int? NumberIn(JsonElement of) => Member(of, "number") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary><c>12</c>, or null for anything else.</summary>
    public static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
