using System.CommandLine;
using Reconciler.Cli.Terminal;
using Reconciler.Emulator;

namespace Reconciler.Cli.Commands;

/// <summary><c>emulator</c>: the embedded directory as a server, until it is interrupted.</summary>
internal static class EmulatorCommand
{
    public static Command Create(CliHost host)
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        var tenant = new Option<string>("--tenant") { Description = "The tenant's first domain.", DefaultValueFactory = _ => "contoso.onmicrosoft.com" };
        var domains = new Option<string[]>("--domain") { Description = "A further verified domain; may be repeated." };
        var seed = new Option<string[]>("--seed") { Description = "State files (*.jsonl) to begin with; may be repeated.", HelpName = "FILE" };
        var state = new Option<string>("--state-dir") { Description = "Keep the state here; without it everything is gone at the end.", HelpName = "DIR" };
        var wire = new Option<string>("--wire-log") { Description = "Write a JSON line for each request.", HelpName = "FILE" };
        var scim = new Option<string[]>("--scim") { Description = "Serve a SCIM 2.0 application of this key beside Graph; may be repeated.", HelpName = "KEY" };
        scim.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !ScimApplicationOptions.IsKey(t.Value)))
                result.AddError($"'{token.Value}' is no key of a SCIM application: letters, digits, dot, hyphen and underscore are");
        });
        var command = new Command("emulator", "Run the embedded directory as a Microsoft Graph and SCIM server on loopback.") { port, tenant, domains, seed, state, wire, scim };
        command.SetAction(async (parsed, stop) =>
        {
            await using var emulator = await DirectoryEmulator.StartAsync(new EmulatorOptions
            {
                InitialDomain = parsed.GetValue(tenant) ?? "contoso.onmicrosoft.com",
                Domains = [.. parsed.GetValue(domains) ?? []],
                DisplayName = "Sandbox",
                Port = parsed.GetValue(port),
                SeedFiles = [.. (parsed.GetValue(seed) ?? []).Select(host.Resolve)],
                StateDirectory = parsed.GetValue(state) is { } folder ? host.Resolve(folder) : null,
                WireLogFile = parsed.GetValue(wire) is { } log ? host.Resolve(log) : null,
                Applications = [.. (parsed.GetValue(scim) ?? []).Distinct(StringComparer.Ordinal).Select(key => new ScimApplicationOptions(key))],
                Clock = host.Time,
            }, stop).ConfigureAwait(false);
            host.Out.WriteLine($"listening on {emulator.GraphRoot} · tenant {emulator.TenantId} · any bearer token · Ctrl-C stops");
            foreach (var key in emulator.Applications)
                host.Out.WriteLine($"SCIM application {key} on {emulator.ScimRoot(key)}");
            host.Out.Flush();
            await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
