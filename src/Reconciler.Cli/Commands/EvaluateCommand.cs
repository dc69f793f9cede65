using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Mapping;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>evaluate</c>: a mapping expression on attributes that are given, with what each part of it gives.</summary>
internal sealed class EvaluateCommand
{
    private const int MostLevels = 256;

    private static readonly JsonWriterOptions Writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MostLevels * 2, NewLine = "\n" };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MostLevels, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly Argument<string?> _expression = new("EXPR")
    {
        Description = """An expression of Entra's mapping language, as 'Join(" ", [givenName], [surname])'.""",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _attributes = new("--attributes") { Description = "The source attributes: a JSON object in a file.", HelpName = "FILE" };

    private readonly Option<string?> _now = new("--now") { Description = "The instant of Now(), as 2026-12-31T09:00:00Z. Default: the clock.", HelpName = "INSTANT" };

    private readonly Option<string?> _batch = new("--batch")
    {
        Description = "Evaluate a JSON array of {expr, source, now, existing, defaultDomain} and print an array of results; - reads the standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _mapping = new("--mapping") { Description = "Evaluate a whole mapping: one of the workspace, or a built-in one.", HelpName = "NAME" };

    private readonly Option<string?> _user = new("--user") { Description = "On a declared person, by what is written about them.", HelpName = "KEY" };

    private readonly Option<string> _workspace = new("--workspace") { Description = "Where mapping and person are declared. Default: the current folder.", HelpName = "DIR", DefaultValueFactory = _ => "." };

    private readonly Option<bool> _functions = new("--help-functions") { Description = "List every function with its parameters and an example." };

    private readonly Option<string> _format = CommonOptions.Format("text", "json");

    public static Command Create(CliHost host)
    {
        var options = new EvaluateCommand();
        var command = new Command("evaluate", "Evaluate a mapping expression and show what each part of it gives.")
        {
            options._expression, options._attributes, options._now, options._mapping, options._user, options._workspace, options._batch,
            options._functions, options._format,
        };
        command.SetAction(parsed => options.Run(parsed, host));
        return command;
    }

    private int Run(ParseResult parsed, CliHost host)
    {
        var now = EvaluationRequest.Instant(parsed.GetValue(_now)) ?? (parsed.GetValue(_now) is null ? host.Time.GetUtcNow()
            : throw new CommandException(ExitCode.Error, $"--now {parsed.GetValue(_now)} is no instant", "Write it as 2026-12-31T09:00:00Z."));
        if (parsed.GetValue(_functions))
        {
            Painter.Write(host.Out, EvaluationText.Functions(host.Width), host.Colour);
            return ExitCode.Done;
        }

        if (parsed.GetValue(_batch) is { } batch)
            return parsed.GetValue(_expression) is null ? Batch(batch, now, host) : throw new CommandException(ExitCode.Error, "either EXPR or --batch, not both");
        var workspace = new EvaluatedWorkspace(parsed.GetValue(_workspace) ?? ".", now, host);
        var file = parsed.GetValue(_attributes);
        if (parsed.GetValue(_user) is not null && file is not null)
            throw new CommandException(ExitCode.Error, "either --user or --attributes, not both");
        var (whom, source) = parsed.GetValue(_user) is { } user ? workspace.Person(user) : (file ?? "", FromFile(file, host));
        if (parsed.GetValue(_mapping) is { } mapping)
        {
            if (parsed.GetValue(_expression) is not null || whom.Length == 0)
                throw new CommandException(ExitCode.Error, "a mapping is evaluated on --user KEY or --attributes FILE, without EXPR");
            return new MappingRun(workspace.Mapping(mapping), whom, source, EvaluationRequest.ContextAt(now, host)).Print(parsed.GetValue(_format) == "json" ? Print : null, host);
        }

        if (parsed.GetValue(_expression) is not { } expression)
            throw new CommandException(ExitCode.Error, "there is no expression", "Give one as EXPR, or many with --batch FILE; --help-functions lists the functions.");
        var request = new EvaluationRequest(expression, source, EvaluationRequest.ContextAt(now, host));
        return parsed.GetValue(_format) == "json" ? PrintJson(request, host) : PrintText(request, host);
    }

    private static AttributeSource FromFile(string? file, CliHost host)
    {
        if (file is null)
            return AttributeSource.Of(_ => MappingValue.Null);
        using var attributes = Json(Text(file, host), file, JsonValueKind.Object);
        return EvaluationRequest.Attributes(attributes.RootElement);
    }

    private static int PrintText(EvaluationRequest request, CliHost host)
    {
        var (tree, faults) = ExpressionParser.Parse(request.Expression);
        if (tree is null || !faults.IsEmpty)
        {
            Painter.Write(host.Out, EvaluationText.Faults(request.Expression, faults, host.Width), host.Colour);
            return ExitCode.Invalid;
        }

        var (result, trace) = CompiledExpression.Of(tree).Explain(request.Source, request.Context);
        Painter.Write(host.Out, EvaluationText.Outcome(request.Expression, result, trace, host.Width), host.Colour);
        return result.Flow == Flow.Error ? ExitCode.Error : ExitCode.Done;
    }

    private static int PrintJson(EvaluationRequest request, CliHost host)
    {
        var code = ExitCode.Done;
        Print(host, to =>
        {
            var (tree, faults) = ExpressionParser.Parse(request.Expression);
            to.WriteStartObject();
            if (tree is null || !faults.IsEmpty)
            {
                code = ExitCode.Invalid;
                EvaluationJson.Write(to, EvaluationRequest.Fault(faults[0]));
            }
            else
            {
                var (result, trace) = CompiledExpression.Of(tree).Explain(request.Source, request.Context);
                code = result.Flow == Flow.Error ? ExitCode.Error : ExitCode.Done;
                EvaluationJson.Write(to, result);
                if (result.IsRedacted)
                    to.WriteString("logValue", result.LogValue);
                EvaluationJson.Write(to, "trace", trace, request.Expression);
            }

            to.WriteEndObject();
        });
        return code;
    }

    private static int Batch(string file, DateTimeOffset now, CliHost host)
    {
        using var entries = Json(Text(file, host), file, JsonValueKind.Array);
        Print(host, to =>
        {
            to.WriteStartArray();
            foreach (var entry in entries.RootElement.EnumerateArray())
            {
                to.WriteStartObject();
                EvaluationJson.Write(to, EvaluationRequest.Evaluate(entry, now, host));
                to.WriteEndObject();
            }

            to.WriteEndArray();
        });
        return ExitCode.Done;
    }

    private static void Print(CliHost host, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var to = new Utf8JsonWriter(stream, Writing))
            write(to);
        host.Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static string Text(string file, CliHost host) => file == "-" ? host.In.ReadToEnd() : File.ReadAllText(host.Resolve(file));

    private static JsonDocument Json(string text, string file, JsonValueKind expected)
    {
        var what = expected == JsonValueKind.Array ? "array" : "object";
        try
        {
            var document = JsonDocument.Parse(text, Reading);
            if (document.RootElement.ValueKind == expected)
                return document;
            document.Dispose();
        }
        catch (JsonException e)
        {
            throw new CommandException(ExitCode.Error, $"{file} is no JSON: {e.Message}");
        }

        throw new CommandException(ExitCode.Error, $"{file} is no JSON {what}");
    }
}
