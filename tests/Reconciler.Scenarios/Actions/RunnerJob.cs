using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Reconciler.Scenarios.Actions;

/// <summary>What started a run: the event, the commit that is checked out, and who it came by.</summary>
internal sealed record RunnerEvent(string Name, string Sha, string Reference, JsonObject Payload)
{
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>Outputs of the jobs before, by <c>job.outputs.name</c>.</summary>
    public Dictionary<string, string> Needs { get; init; } = [];
}

/// <summary>One job of a workflow, in folders of its own, as GitHub's runner would run it.</summary>
internal sealed class RunnerJob
{
    private readonly RunnerEvent _event;
    private readonly GithubServer _github;
    private readonly string _origin;
    private readonly YamlNode _job;
    private readonly Dictionary<string, string> _permissions;

    public RunnerJob(string workflow, string job, RunnerEvent happened, GithubServer github, string origin, string folder, RunnerArtifacts artifacts)
    {
        var root = ActionsYaml.Load(workflow);
        // What a job does not ask for, it must not have by default.
        Assert.IsType<YamlMappingNode>(root.Member("permissions"));
        _job = root.Member("jobs").Member(job) ?? throw new InvalidOperationException($"no job {job}");
        (_event, _github, _origin, Artifacts) = (happened, github, origin, artifacts);
        _permissions = _job.Member("permissions").Texts().ToDictionary(t => t.Name, t => t.Text);
        Work = Directory.CreateDirectory(System.IO.Path.Combine(folder, "work")).FullName;
        Temp = Directory.CreateDirectory(System.IO.Path.Combine(folder, "temp")).FullName;
        Program = Directory.CreateDirectory(System.IO.Path.Combine(folder, "bin")).FullName;
        var program = System.IO.Path.Combine(Program, "reconciler");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{System.IO.Path.Combine(AppContext.BaseDirectory, "reconciler.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Path.AddRange((System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'));
        if (System.IO.Path.GetDirectoryName(System.Environment.ProcessPath) is { } dotnet)
            Path.Add(dotnet);
    }

    public string Repository { get; init; } = "contoso/reconciler";

    public string Commit { get; init; } = new('c', 40);

    public string Work { get; }

    public string Temp { get; }

    public string Program { get; }

    public RunnerArtifacts Artifacts { get; }

    public List<string> Path { get; } = [];

    public List<string> Used { get; } = [];

    public RunnerLog Log { get; } = new();

    public string Summary { get; set; } = "";

    public int ExitCode { get; set; }

    public Dictionary<string, string> Outputs { get; } = [];

    /// <returns>Null where the job's condition keeps it from running; else whether it went well.</returns>
    public bool? Run()
    {
        if (!ActionsExpression.Holds(_job.Text("if"), Find, isGoingWell: true))
            return null;
        Assert.Equal("ubuntu-latest", _job.Text("runs-on"));
        Assert.NotEmpty(_job.Text("timeout-minutes"));
        _github.MayWrite = _permissions.GetValueOrDefault("pull-requests") == "write";
        var scope = new StepScope(Find);
        new RunnerSteps(this).Run(_job.Member("steps") ?? throw new InvalidOperationException("no steps"), scope);
        foreach (var (name, value) in _job.Member("outputs").Texts())
            Outputs[name] = ActionsExpression.Fill(value, scope.Find);
        return scope.IsGoingWell;
    }

    public string Resolve(string path) => System.IO.Path.GetFullPath(path, Work);

    public void CheckOut()
    {
        var git = GitFolder.At(Work);
        git.Run("init", "--quiet");
        git.Run("remote", "add", "origin", _origin);
        git.Run("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", _event.Sha);
        git.Run("checkout", "--quiet", "--detach", _event.Sha);
    }

    public string Find(string path) => path.Split('.') switch
    {
        ["github", "token"] => GithubServer.Token,
        ["github", "repository"] => "contoso/identity",
        ["github", "event", .. var members] => Member(members),
        ["runner", "temp"] => Temp,
        // A variable that is not set is empty.
        ["vars", var name] => _event.Variables.GetValueOrDefault(name, ""),
        ["needs", ..] => _event.Needs.TryGetValue(path["needs.".Length..], out var value) ? value : throw new InvalidOperationException($"nothing gave {path}"),
        _ => throw new InvalidOperationException($"{path} is in no context"),
    };

    private string Member(string[] path)
    {
        JsonNode? node = _event.Payload;
        foreach (var name in path)
            node = node?[name];
        return node?.ToString() ?? "";
    }

    /// <summary>What a step's process finds around it.</summary>
    public Dictionary<string, string> Environment()
    {
        var payload = System.IO.Path.Combine(Temp, "event.json");
        File.WriteAllText(payload, _event.Payload.ToJsonString());
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = string.Join(':', Path),
            ["HOME"] = Temp,
            ["CI"] = "true",
            ["DOTNET_NOLOGO"] = "1",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTOR"] = "ada$(touch \"$RUNNER_TEMP/pwned\")",
            ["GITHUB_API_URL"] = _github.Root,
            ["GITHUB_EVENT_NAME"] = _event.Name,
            ["GITHUB_EVENT_PATH"] = payload,
            ["GITHUB_REF"] = _event.Reference,
            ["GITHUB_REPOSITORY"] = "contoso/identity",
            ["GITHUB_RUN_ID"] = "1",
            ["GITHUB_SERVER_URL"] = "https://github.com",
            ["GITHUB_SHA"] = _event.Sha,
            ["GITHUB_WORKSPACE"] = Work,
            ["RUNNER_TEMP"] = Temp,
        };
        foreach (var name in new[] { "DOTNET_ROOT", "LANG" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                environment[name] = value;
        }

        if (_permissions.GetValueOrDefault("id-token") == "write")
            environment["ACTIONS_ID_TOKEN_REQUEST_URL"] = "https://127.0.0.1:9/token?x=1";
        foreach (var (name, text) in _job.Member("env").Texts())
            environment[name] = ActionsExpression.Fill(text, Find);
        return environment;
    }
}
