using System.Globalization;
using System.Text.Json;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Mapping;

namespace Reconciler.Cli.Commands;

/// <summary>An expression with all that it is evaluated on.</summary>
internal sealed record EvaluationRequest(string Expression, AttributeSource Source, EvaluationContext Context)
{
    /// <summary>The outcome of an entry of a batch. Whatever is wrong with it is its own error.</summary>
    public static FlowResult Evaluate(JsonElement entry, DateTimeOffset now, CliHost host)
    {
        try
        {
            var request = Read(entry, now, host);
            var (tree, faults) = ExpressionParser.Parse(request.Expression);
            return tree is null || !faults.IsEmpty ? Fault(faults[0]) : CompiledExpression.Of(tree).Evaluate(request.Source, request.Context);
        }
        catch (FormatException e)
        {
            return Fault(new ExpressionFault(0, 0, e.Message, null));
        }
        catch (InvalidOperationException)
        {
            // JSON can escape half a character, which no text can hold.
            return Fault(new ExpressionFault(0, 0, "a text in this entry is no Unicode", null));
        }
    }

    public static FlowResult Fault(ExpressionFault fault) =>
        FlowResult.Failed(new MappingError(MappingErrorKind.Syntax, fault.Help is null ? fault.Message : $"{fault.Message}; {fault.Help}", fault.Offset, fault.Length));

    public static EvaluationContext ContextAt(DateTimeOffset now, CliHost host) => new(now) { Randomness = host.Randomness.Fill };

    public static AttributeSource Attributes(JsonElement json)
    {
        var values = new Dictionary<string, MappingValue>(StringComparer.Ordinal);
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
                values[member.Name] = MappingJson.ReadAttribute(member.Value);
        }

        return AttributeSource.Of(name => values.GetValueOrDefault(name, MappingValue.Null));
    }

    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    private static EvaluationRequest Read(JsonElement entry, DateTimeOffset now, CliHost host)
    {
        if (entry.ValueKind != JsonValueKind.Object || Member(entry, "expr") is not { ValueKind: JsonValueKind.String } expression)
            throw new FormatException("an entry is an object with a text `expr`");
        if (Member(entry, "now") is { } instant)
            now = (instant.ValueKind == JsonValueKind.String ? Instant(instant.GetString()) : null) ?? throw new FormatException("`now` is no instant, as 2026-12-31T09:00:00Z");
        var source = Member(entry, "source") ?? default;
        if (source.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw new FormatException("`source` is no object");
        var context = ContextAt(now, host) with { DefaultDomain = Member(entry, "defaultDomain") is { ValueKind: JsonValueKind.String } domain ? domain.GetString() : null };
        if (Member(entry, "existing") is { } existing)
        {
            if (existing.ValueKind != JsonValueKind.Array)
                throw new FormatException("`existing` is no array");
            // Directories compare what identifies an object without case.
            var taken = existing.EnumerateArray().Select(e => MappingJson.ReadAttribute(e).ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
            context = context with { IsTaken = taken.Contains };
        }

        return new EvaluationRequest(expression.GetString() ?? "", Attributes(source), context);
    }

    private static JsonElement? Member(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
