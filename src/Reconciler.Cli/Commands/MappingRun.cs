using System.Text.Json;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Mapping;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary>A whole mapping on one object, and how it is shown.</summary>
internal sealed class MappingRun(ObjectMapping mapping, string whom, AttributeSource source, EvaluationContext context)
{
    private readonly bool isInScope = mapping.Scope.Holds(name => source.Read(new AttributeReference(name, -1)) is { IsNull: false } value ? value.ToString() : null);

    /// <param name="toJson">Prints what is written as JSON; null for the page that people read.</param>
    /// <param name="host">Where it is printed.</param>
    public int Print(Action<CliHost, Action<Utf8JsonWriter>>? toJson, CliHost host)
    {
        var rows = MappingEvaluation.Of(mapping, source, context);
        if (toJson is null)
            Painter.Write(host.Out, MappingText.Render(mapping, whom, isInScope, rows, host.Width), host.Colour);
        else
            toJson(host, to => Write(to, rows));
        return rows.Any(r => r.Result.Flow is Flow.Error) ? ExitCode.Error : ExitCode.Done;
    }

    private void Write(Utf8JsonWriter to, IEnumerable<MappedAttribute> rows)
    {
        to.WriteStartObject();
        to.WriteString("mapping", mapping.Key);
        to.WriteString("on", whom);
        to.WriteBoolean("inScope", isInScope);
        to.WriteStartArray("attributes");
        foreach (var row in rows)
        {
            to.WriteStartObject();
            to.WriteString("target", row.Row.Target.ToString());
            to.WriteString("source", row.Row.Source.ToString());
            if (row.Result.IsRedacted)
                to.WriteString("value", row.Result.LogValue);
            else
                EvaluationJson.Write(to, row.Result);
            if (row.Row.Match is { } match)
                to.WriteNumber("match", match);
            if (row.Row.Flow is MappingFlow.Create)
                to.WriteString("apply", "create");
            if (row.Row.Default is { } otherwise)
                to.WriteString("default", otherwise);
            if (!row.Row.Span.IsNone)
                to.WriteString("where", row.Row.Span.ToLine());
            if (row.Trace is { } trace && row.Row.Source is MappingSource.Computed computed)
                EvaluationJson.Write(to, "trace", trace, computed.Text);
            to.WriteEndObject();
        }

        to.WriteEndArray();
        to.WriteEndObject();
    }
}
