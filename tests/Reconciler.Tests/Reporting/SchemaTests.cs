using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Explaining;
using Reconciler.Core.Reporting.Privacy;
using Reconciler.Core.Reporting.Rendering;
using Reconciler.Core.Reporting.Searching;
using Reconciler.Core.Reporting.Wire;
using Reconciler.Tests.Manifests.Broken;
using Reconciler.Tests.Reporting.Explaining;

namespace Reconciler.Tests.Reporting;

/// <summary>The published schemas know exactly the members that the documents have, and the samples obey them.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Names => ["plan", "report", "explanation", "history", "search"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_knows_every_member_and_no_other(string name)
    {
        using var schema = Schema(name);
        Func<Type, JsonTypeInfo?> typeOf = name switch
        {
            "explanation" => ExplanationContext.Default.GetTypeInfo,
            "history" or "search" => HistoryContext.Default.GetTypeInfo,
            _ => Pen.Take().Options.GetTypeInfo,
        };
        var root = typeOf(name switch { "plan" => typeof(PlanDocument), "report" => typeof(ReportDocument), "history" => typeof(HistoryDocument), "search" => typeof(SearchDocument), _ => typeof(PersonExplanation) });
        Compare(schema.RootElement, schema.RootElement, Assert.IsType<JsonTypeInfo>(root, exactMatch: false), typeOf, []);
    }

    [Fact]
    public void Sample_plans_obey_the_schema()
    {
        using var schema = Schema("plan");
        foreach (var plan in new[] { SamplePlans.Rich, SamplePlans.Empty, SamplePlans.Blocked, SamplePlans.OneFileGone, SampleEstates.Rich, SampleEstates.Folded, SampleEstates.Blocked, SampleBundles.Plan, SampleApprovals.Plan, SampleComparisons.Plan, DocumentPrivacy.Of(SampleEstates.Rich, PrivacyMode.Pseudonymous, new byte[32]) })
        {
            using var json = JsonDocument.Parse(DocumentJson.Write(plan));
            Obey(schema.RootElement, schema.RootElement, json.RootElement, "plan");
        }
    }

    [Fact]
    public void Sample_reports_obey_the_schema()
    {
        using var schema = Schema("report");
        foreach (var report in new[] { SampleReports.Partly, SampleReports.Applied, SampleReports.Estate, SampleReports.Stopped, SampleBundles.Report, SampleApprovals.Report, SampleComparisons.Report, DocumentPrivacy.Of(SampleReports.Partly, PrivacyMode.Counts, new byte[32]) })
        {
            using var json = JsonDocument.Parse(DocumentJson.Write(report));
            Obey(schema.RootElement, schema.RootElement, json.RootElement, "report");
        }
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("report")]
    public void Every_member_occurs_in_a_sample(string name)
    {
        using var schema = Schema(name);
        var texts = name == "plan"
            ? new[] { SamplePlans.Rich, SamplePlans.Blocked, SampleEstates.Rich, SampleEstates.Folded, SampleBundles.Plan, SampleApprovals.Plan, SampleComparisons.Plan, DocumentPrivacy.Of(SampleEstates.Rich, PrivacyMode.Pseudonymous, new byte[32]) }.Select(DocumentJson.Write)
            : new[] { SampleReports.Partly, SampleReports.Blocked, SampleReports.Estate, SampleReports.Stopped, SampleBundles.Report, SampleApprovals.Report, SampleComparisons.Report, DocumentPrivacy.Of(SampleReports.Partly, PrivacyMode.Counts, new byte[32]) }.Select(DocumentJson.Write);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            using var json = JsonDocument.Parse(text);
            Gather(json.RootElement, seen);
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        Gather(schema.RootElement.GetProperty("properties"), known, isSchema: true);
        foreach (var part in schema.RootElement.GetProperty("$defs").EnumerateObject())
            Gather(part.Value.GetProperty("properties"), known, isSchema: true);
        Assert.Empty(known.Except(seen));
    }

    [Theory]
    [InlineData("ada.lovelace")]
    [InlineData("hedy.lamarr")]
    [InlineData("john.smith")]
    [InlineData("grace.hopper")]
    [InlineData("ida.rhodes@contoso.com")]
    public void Explanations_obey_the_schema(string key)
    {
        using var schema = Schema("explanation");
        using var json = JsonDocument.Parse(ExplanationJson.Write(Assert.IsType<PersonExplanation>(PersonSteps.Of(new Wonders().Plan(), key))));
        Obey(schema.RootElement, schema.RootElement, json.RootElement, key);
    }

    [Fact]
    public void The_diagnostics_of_every_broken_workspace_obey_the_schema()
    {
        using var schema = Schema("diagnostics");
        foreach (var mistake in BrokenTable.All)
        {
            using var json = JsonDocument.Parse(DiagnosticJson.Render(mistake.Load().Diagnostics));
            Obey(schema.RootElement, schema.RootElement, json.RootElement, mistake.Name);
        }
    }

    [Fact]
    public void A_document_survives_being_written_and_read()
    {
        var text = DocumentJson.Write(SamplePlans.Rich);
        Assert.Equal(text, DocumentJson.Write(DocumentJson.ReadPlan(text)));
    }

    private static void Compare(JsonElement root, JsonElement schema, JsonTypeInfo type, Func<Type, JsonTypeInfo?> typeOf, HashSet<Type> seen)
    {
        if (!seen.Add(type.Type))
            return;
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), type.Type.Name);
        // The forms of a document are no member of it, and stand at its end.
        var forms = type.Type == typeof(PlanDocument) || type.Type == typeof(ReportDocument) ? new[] { "forms" } : [];
        Assert.Equal(type.Properties.Select(p => p.Name).Concat(forms).Order(), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
        if (forms.Length > 0)
            Compare(root, Resolve(root, schema.GetProperty("properties").GetProperty("forms").GetProperty("items")), Assert.IsType<JsonTypeInfo>(typeOf(typeof(CellForm)), exactMatch: false), typeOf, seen);
        Assert.Equal(type.Properties.Where(p => !MayBeNull(p) && p.ShouldSerialize is null).Select(p => p.Name).Order(), schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).Order());
        foreach (var property in type.Properties)
        {
            var member = schema.GetProperty("properties").GetProperty(property.Name);
            Assert.True(member.TryGetProperty("description", out _), $"{type.Type.Name}.{property.Name} is not described");
            var inner = Resolve(root, member.TryGetProperty("items", out var items) ? items : member);
            var innerType = Written.TryGetValue(property.PropertyType, out var written) ? written : property.PropertyType is { IsGenericType: true } list && list.GetGenericArguments() is [var item] ? item : property.PropertyType;
            if (innerType.IsEnum)
                Assert.Equal(Enum.GetNames(innerType).Order(), inner.GetProperty("enum").EnumerateArray().Select(e => e.GetString()).Order());
            else if (typeOf(innerType) is { Kind: JsonTypeInfoKind.Object } innerInfo)
                Compare(root, inner, innerInfo, typeOf, seen);
        }
    }

    /// <summary>Lists that are written in another shape than they have.</summary>
    private static readonly Dictionary<Type, Type> Written = new()
    {
        [typeof(ImmutableArray<CellRow>)] = typeof(CellList),
        [typeof(ImmutableArray<LinkEndRow>)] = typeof(EndList),
        [typeof(ImmutableArray<AccessChangeRow>)] = typeof(AccessList),
    };

    private static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsGetNullable);

    private static void Obey(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        schema = Resolve(root, schema);
        if (schema.TryGetProperty("const", out var constant))
            Assert.True(constant.GetString() == value.GetString(), path);
        if (schema.TryGetProperty("enum", out var words))
            Assert.True(words.EnumerateArray().Any(w => w.GetString() == value.GetString()), $"{path} is {value}");
        if (schema.TryGetProperty("pattern", out var pattern))
            Assert.Matches(pattern.GetString() ?? "", value.GetString());
        if (!schema.TryGetProperty("type", out var type))
            return;
        Assert.True(type.GetString() == TypeOf(value, type.GetString()), $"{path} is a {value.ValueKind}, the schema says {type}");
        if (value.ValueKind == JsonValueKind.Object)
        {
            var properties = schema.GetProperty("properties");
            foreach (var required in schema.GetProperty("required").EnumerateArray())
                Assert.True(value.TryGetProperty(required.GetString() ?? "", out _), $"{path} has no {required}");
            foreach (var member in value.EnumerateObject())
            {
                Assert.True(properties.TryGetProperty(member.Name, out var known), $"{path} has a {member.Name} that the schema does not know");
                Obey(root, known, member.Value, $"{path}.{member.Name}");
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                Obey(root, schema.GetProperty("items"), item, $"{path}[{index}]");
        }
    }

    private static void Gather(JsonElement value, HashSet<string> names, bool isSchema = false)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                names.Add(member.Name);
                if (!isSchema)
                    Gather(member.Value, names);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Gather(item, names);
        }
    }

    private static string TypeOf(JsonElement value, string? wanted) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => wanted == "integer" && value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static JsonElement Resolve(JsonElement root, JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? root.GetProperty("$defs").GetProperty((reference.GetString() ?? "")["#/$defs/".Length..])
        : schema;

    private static JsonDocument Schema(string name, [CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here) ?? ".", "..", "..", "..", "schemas", $"{name}.schema.json")));
}
