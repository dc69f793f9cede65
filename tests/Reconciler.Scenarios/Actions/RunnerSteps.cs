using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace Reconciler.Scenarios.Actions;

/// <summary>What a job or an action knows while its steps run.</summary>
internal sealed class StepScope(Func<string, string> around)
{
    public Dictionary<string, Dictionary<string, string>> Steps { get; } = [];

    public Dictionary<string, string> Inputs { get; init; } = [];

    public string? ActionPath { get; init; }

    public bool IsGoingWell { get; set; } = true;

    public string Find(string path)
    {
        var parts = path.Split('.');
        return parts switch
        {
            ["inputs", var name] => Inputs.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"no input {name}"),
            // A step that was skipped has no outputs; one that is not there is a mistake.
            ["steps", var id, "outputs", var name] => Steps.TryGetValue(id, out var outputs) ? outputs.GetValueOrDefault(name, "") : throw new InvalidOperationException($"no step {id} before this one"),
            ["github", "action_path"] when ActionPath is not null => ActionPath,
            _ => around(path),
        };
    }
}

/// <summary>Runs the steps of a job, and of the actions that they use: bash for ours, a play of those of others.</summary>
internal sealed class RunnerSteps(RunnerJob job)
{
    /// <summary>The actions of others that ours and the workflows may use, at these commits and no other.</summary>
    private static readonly Dictionary<string, string> Pinned = new()
    {
        ["actions/checkout"] = "08c6903cd8c0fde910a37f88322edcfb5dd907a8",
        ["actions/setup-dotnet"] = "d4c94342e560b34958eacfc5d055d21461ed1c5d",
        ["actions/upload-artifact"] = "ea165f8d65b6e75b540449e92b4886f43607fa02",
        ["actions/download-artifact"] = "d3f86a106a0bac45b974a628896c90dbdf5c8093",
    };

    // Asked from a folder below that of the scenarios.
    private static readonly string Ours = Path.GetFullPath(Path.Combine(Scenario.Repository(), "..", ".github", "actions"));

    private int _scripts;

    public void Run(YamlNode steps, StepScope scope)
    {
        foreach (var step in steps.Items())
        {
            var outputs = new Dictionary<string, string>();
            if (ActionsExpression.Holds(step.Text("if"), scope.Find, scope.IsGoingWell))
            {
                var isWell = step.Text("uses") is { Length: > 0 } uses ? Use(uses, step, scope, outputs) : Script(step, scope, outputs);
                scope.IsGoingWell &= isWell;
            }

            if (step.Text("id") is { Length: > 0 } id)
                scope.Steps.Add(id, outputs);
        }
    }

    private bool Use(string uses, YamlNode step, StepScope scope, Dictionary<string, string> outputs)
    {
        var (name, commit) = uses.Split('@') is [var action, var at] ? (action, at) : throw new InvalidOperationException($"{uses} is not pinned");
        var with = step.Member("with").Texts().ToDictionary(t => t.Name, t => ActionsExpression.Fill(t.Text, scope.Find));
        job.Used.Add(name);
        if (Pinned.TryGetValue(name, out var expected))
        {
            Assert.Equal(expected, commit);
            return Played(name, with, outputs);
        }

        Assert.Equal(job.Commit, commit);
        Assert.StartsWith(job.Repository + "/.github/actions/", name, StringComparison.Ordinal);
        return Composite(Path.Combine(Ours, name.Split('/')[^1]), with, outputs);
    }

    private bool Composite(string folder, Dictionary<string, string> with, Dictionary<string, string> outputs)
    {
        var action = ActionsYaml.Load(Path.Combine(folder, "action.yml"));
        Assert.Equal("composite", action.Member("runs").Text("using"));
        // To build the program takes longer than all the rest; it is built already.
        if (folder.EndsWith("setup", StringComparison.Ordinal))
            with["path"] = job.Program;
        var inputs = new Dictionary<string, string>();
        foreach (var (name, input) in action.Member("inputs").Members())
        {
            Assert.NotEmpty(input.Text("description"));
            Assert.True(with.ContainsKey(name) || input.Text("required") != "true", $"{name} is required");
            inputs[name] = with.TryGetValue(name, out var given) ? given : ActionsExpression.Fill(input.Text("default"), job.Find);
        }

        Assert.Empty(with.Keys.Except(inputs.Keys));
        var scope = new StepScope(job.Find) { Inputs = inputs, ActionPath = folder };
        Run(action.Member("runs").Member("steps") ?? throw new InvalidOperationException("no steps"), scope);
        foreach (var (name, output) in action.Member("outputs").Members())
            outputs[name] = ActionsExpression.Fill(output.Text("value"), scope.Find);
        return scope.IsGoingWell;
    }

    private bool Played(string name, Dictionary<string, string> with, Dictionary<string, string> outputs)
    {
        switch (name)
        {
            case "actions/checkout":
                job.CheckOut();
                return true;
            case "actions/setup-dotnet":
                return true;
            case "actions/upload-artifact":
                outputs["artifact-url"] = $"https://github.com/contoso/identity/actions/runs/1/artifacts/{with["name"]}";
                return job.Artifacts.Keep(with["name"], job.Resolve(with["path"]), with.GetValueOrDefault("overwrite") == "true");
            default:
                return job.Artifacts.Fetch(with["name"], job.Resolve(with["path"]));
        }
    }

    private bool Script(YamlNode step, StepScope scope, Dictionary<string, string> outputs)
    {
        var text = step.Text("run");
        // Whatever stands in a script is code: values go by its environment.
        Assert.DoesNotContain("${{", text, StringComparison.Ordinal);
        Assert.True(scope.ActionPath is null || text.StartsWith("set -euo pipefail\n", StringComparison.Ordinal), text);
        var files = Path.Combine(job.Temp, $"_step{++_scripts}");
        Directory.CreateDirectory(files);
        var script = Path.Combine(files, "run.sh");
        File.WriteAllText(script, text);
        var start = new ProcessStartInfo("bash") { WorkingDirectory = job.Work, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in new[] { "--noprofile", "--norc", "-eo", "pipefail", script })
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in job.Environment())
            start.Environment[name] = value;
        foreach (var (name, value) in step.Member("env").Texts())
            start.Environment[name] = ActionsExpression.Fill(value, scope.Find);
        foreach (var name in new[] { "OUTPUT", "ENV", "PATH", "STEP_SUMMARY" })
        {
            File.WriteAllText(Path.Combine(files, name), "");
            start.Environment[$"GITHUB_{name}"] = Path.Combine(files, name);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        job.Log.Add(process.StandardOutput.ReadToEnd());
        job.Log.Add(error.GetAwaiter().GetResult());
        process.WaitForExit();
        foreach (var (name, value) in RunnerFiles.Read(Path.Combine(files, "OUTPUT")))
            outputs[name] = value;
        job.Path.InsertRange(0, File.ReadAllLines(Path.Combine(files, "PATH")));
        Assert.Empty(File.ReadAllText(Path.Combine(files, "ENV")));
        job.Summary += File.ReadAllText(Path.Combine(files, "STEP_SUMMARY"));
        if (process.ExitCode != 0)
            job.ExitCode = process.ExitCode;
        return process.ExitCode == 0;
    }
}
