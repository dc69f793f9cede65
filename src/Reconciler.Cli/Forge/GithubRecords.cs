using System.Text.Json.Serialization;

namespace Reconciler.Cli.Forge;

internal sealed record GithubUser(string? Login);

internal sealed record GithubComment(long Id, string? Body, GithubUser? User, string? HtmlUrl);

internal sealed record GithubBody(string Body);

internal sealed record GithubHead(string? Sha);

internal sealed record GithubPullRecord(int Number, GithubHead? Head, string? MergedAt, string? MergeCommitSha);

internal sealed record GithubLabel(string? Name);

internal sealed record GithubLabelNames(string[] Labels);

internal sealed record GithubNewLabel(string Name, string Color, string Description);

internal sealed record GithubError(string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GithubUser))]
[JsonSerializable(typeof(GithubComment))]
[JsonSerializable(typeof(GithubComment[]))]
[JsonSerializable(typeof(GithubBody))]
[JsonSerializable(typeof(GithubPullRecord))]
[JsonSerializable(typeof(GithubPullRecord[]))]
[JsonSerializable(typeof(GithubLabel[]))]
[JsonSerializable(typeof(GithubLabelNames))]
[JsonSerializable(typeof(GithubNewLabel))]
[JsonSerializable(typeof(GithubError))]
internal sealed partial class GithubContext : JsonSerializerContext;
