using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Cli.Commands;

/// <summary><c>schema</c>: the JSON Schemas, for editors and checks.</summary>
internal static class SchemaCommand
{
    public static Command Create(CliHost host)
    {
        var name = new Argument<string?>("NAME") { Description = $"One of: {string.Join(", ", PublishedSchemas.Names)}.", Arity = ArgumentArity.ZeroOrOne };
        var save = new Option<string>("--out") { Description = "Write all of them into a folder.", HelpName = "DIR" };
        var command = new Command("schema", "Print a JSON Schema of the language or of a document.") { name, save };
        command.SetAction(parsed => Run(parsed.GetValue(name), parsed.GetValue(save), host));
        return command;
    }

    private static int Run(string? name, string? save, CliHost host)
    {
        if (save is not null)
        {
            foreach (var schema in PublishedSchemas.Names)
                AtomicFile.Write(Path.Combine(host.Resolve(save), $"{schema}.schema.json"), PublishedSchemas.Text(schema));
            host.Out.WriteLine($"{PublishedSchemas.Names.Length} schemas written to {save}");
            return ExitCode.Done;
        }

        if (name is null)
        {
            foreach (var schema in PublishedSchemas.Names)
                host.Out.WriteLine(schema);
            return ExitCode.Done;
        }

        if (!PublishedSchemas.Names.Contains(name))
            throw new CommandException(ExitCode.Error, $"there is no schema `{name}`", $"There are: {string.Join(", ", PublishedSchemas.Names)}.");
        host.Out.Write(PublishedSchemas.Text(name));
        return ExitCode.Done;
    }
}
