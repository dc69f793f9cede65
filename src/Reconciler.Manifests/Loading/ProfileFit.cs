using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Holds a mapping against the SCIM dialect of an application that names it.</summary>
/// <param name="profile">The dialect, whole.</param>
/// <param name="mapping">The mapping, whole.</param>
/// <param name="use">Where the application names it: the place of what no row of the workspace shows.</param>
internal sealed class ProfileFit(ScimProfile profile, ObjectMapping mapping, SourceSpan use)
{
    private const string Own = "leave the row out, or state in a profile of your own what the server does";

    private SourceSpan Place => mapping.IsBuiltIn ? use : mapping.Span;

    private ScimProfile.ResourcePart Part => profile.Of(mapping.Kind);

    /// <summary>What the server cannot take. What a mapping lacks is judged only when all of it could be read.</summary>
    public IEnumerable<Diagnostic> Faults(bool isWhole)
    {
        var faults = mapping.Attributes.Select(Judge).OfType<Diagnostic>().Concat(TooMany());
        return isWhole ? faults.Concat(Lacking()) : faults;
    }

    private Diagnostic? Judge(AttributeMapping row)
    {
        var (kind, target) = (mapping.Kind, row.Target);
        if (target.Schema is { } schema && !Part.Extensions.Contains(schema, StringComparer.OrdinalIgnoreCase))
            return Fault(row, $"the profile `{profile.Name}` has no extension `{schema}`", "unknown to the server", $"leave the row out, or name the schema in `{kind}s: {{ extensions: […] }}` of a profile of your own");
        if (!Part.Attribute(target.Whole).Supported || !Part.Attribute(target.Plain).Supported)
            return Fault(row, $"the profile `{profile.Name}` has no `{target.Plain}`", "not held by the server", Own);
        if (IsReadOnly(target.Whole) || IsReadOnly(target.Plain))
            return Fault(row, $"`{target.Plain}` is read-only in the profile `{profile.Name}`", "written by the server", Own);
        if (target.Filter is { } filter && Part.Attribute($"{target.Whole}.{filter.Attribute}").CanonicalValues is { IsEmpty: false } words && !words.Contains(filter.Value, StringComparer.Ordinal))
            return Fault(row, $"the profile `{profile.Name}` knows no {target.Attribute} of the {filter.Attribute} `{filter.Value}`", $"one of {string.Join(", ", words)}", Own);
        return JudgeText(row);
    }

    private Diagnostic? JudgeText(AttributeMapping row)
    {
        var plain = row.Target.Plain;
        var traits = Part.Attribute(plain);
        foreach (var text in new[] { (row.Source as MappingSource.Constant)?.Text, row.Default })
        {
            if (text is null)
                continue;
            if (text.Length > traits.MaxLength)
                return Fault(row, $"`{plain}` holds {traits.MaxLength} characters in the profile `{profile.Name}`", $"this text has {text.Length}", "shorten it");
            if (traits.CanonicalValues is { IsEmpty: false } words && !words.Contains(text, StringComparer.Ordinal))
                return Fault(row, $"`{text}` is not a value of `{plain}` in the profile `{profile.Name}`", $"one of {string.Join(", ", words)}", "write one of them");
        }

        return null;
    }

    private IEnumerable<Diagnostic> TooMany()
    {
        foreach (var rows in mapping.Attributes.Where(a => a.Target.Filter is not null).GroupBy(a => a.Target.Whole, StringComparer.OrdinalIgnoreCase))
        {
            var picked = rows.DistinctBy(r => r.Target.Filter).OrderBy(r => r.Span, SpanOrder.Instance).ToArray();
            var most = Part.Attribute(rows.Key).MaxItems ?? int.MaxValue;
            if (picked.Length > most)
                yield return Fault(picked[most], $"the profile `{profile.Name}` takes {(most == 1 ? "one value" : $"{most} values")} of `{rows.Key}`", "one too many", "keep the one that matters");
        }
    }

    private IEnumerable<Diagnostic> Lacking()
    {
        foreach (var path in Part.Attributes.Where(a => a.Value.Required).Select(a => a.Key).Order(StringComparer.Ordinal))
        {
            if (!mapping.Attributes.Any(a => Writes(a.Target, path)))
            {
                yield return MappingFaults.NotInProfile(Place, $"`{mapping.Key}` does not write `{path}`, which the profile `{profile.Name}` needs", "incomplete",
                    "add the row; the server refuses an object without it");
            }
        }
    }

    private bool IsReadOnly(string path) => Part.Attribute(path).Mutability == "readOnly";

    private static bool Writes(TargetPath target, string path) =>
        target.Whole.Equals(path, StringComparison.OrdinalIgnoreCase) || target.Plain.Equals(path, StringComparison.OrdinalIgnoreCase);

    // The rows of a built-in mapping stand in no file of the workspace.
    private Diagnostic Fault(AttributeMapping row, string message, string label, string help) => row.Span.IsNone
        ? MappingFaults.NotInProfile(Place, message, $"`{mapping.Key}` maps `{row.Target}`",
            mapping.IsBuiltIn ? $"extend it, and remove the row: `{row.Target}: null`" : $"remove the row of what it extends: `{row.Target}: null`")
        : MappingFaults.NotInProfile(row.Span, message, label, help);
}
