using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

internal enum YamlBound
{
    Bytes,
    Nodes,
    Repeats,
    Depth,
    Aliases,
}

internal enum KeyForm
{
    Collection,
    Alias,
    Merge,
    Template,
    Empty,
}

internal enum TagForm
{
    /// <summary>One of YAML's own, as <c>!!str</c>.</summary>
    Common,

    /// <summary>One that nobody knows, as <c>!important</c>, which may have been meant as text.</summary>
    Local,

    /// <summary>One with nothing behind it, which was meant as text.</summary>
    Alone,
}

/// <summary>Every fault of a text as YAML, one method per code: RC101 to RC109.</summary>
internal static class YamlFaults
{
    private const int MostCodes = 4;

    public static Diagnostic NotUtf8(SourceSpan span, byte found) =>
        // No UTF-8 begins with these two, and UTF-16 does.
        new("RC101", Severity.Error, found >= 0xfe && span is { Line: 1, Column: 1 } ? "the file is UTF-16, not UTF-8" : "the file is not UTF-8", span, $"byte 0x{found:X2} does not belong here")
        {
            Help = ["save the file as UTF-8"],
        };

    public static Diagnostic Bound(SourceSpan span, YamlBound bound, int limit)
    {
        var (message, label, help) = bound switch
        {
            YamlBound.Bytes => ($"the file is larger than {limit / (1024 * 1024)} MiB", "", "split it; entries may stand in any file"),
            YamlBound.Nodes => ($"the workspace holds more than {limit:N0} values", "counted up to here, aliases as what they stand for", ""),
            YamlBound.Repeats => ($"aliases stand for more than {limit:N0} values", "counted up to here", "write the values out"),
            YamlBound.Depth => ($"nested deeper than {limit} levels", "one level too many", ""),
            _ => ($"more than {limit} aliases in one file", "one alias too many", "write the value out"),
        };
        return new("RC102", Severity.Error, message, span, label) { Help = help.Length == 0 ? [] : [help] };
    }

    public static Diagnostic Syntax(SourceSpan span, SyntaxMessage message) =>
        new("RC103", Severity.Error, message.Text, span, message.Label) { Help = message.Help };

    public static Diagnostic Syntax(YamlSource source, SyntaxFinding finding)
    {
        SourceSpan Span(int start, int end) => source.Lines.SpanOf(source.File, start, end);
        var span = Span(finding.Start, finding.End);
        return finding.IsTemplate ? Key(span, KeyForm.Template) : Syntax(span, finding.Message) with
        {
            Related = finding.Opening is { } opening ? [new(Span(opening, opening + 1), "opened here")] : [],
            Also = [.. finding.Also.Select(t => Span(t.Start, t.End))],
        };
    }

    /// <param name="places">Where they stand, in the order of the text.</param>
    /// <param name="found">What they are, each once.</param>
    /// <param name="isCut">Whether there may be more than were looked for.</param>
    public static Diagnostic Hidden(IReadOnlyList<SourceSpan> places, IReadOnlyCollection<char> found, bool isCut)
    {
        var name = YamlText.Name(found.First());
        var codes = string.Join(", ", found.Take(MostCodes).Select(YamlText.Code)) + (found.Count > MostCodes ? ", …" : "");
        var escape = $"write \"\\u{(int)found.First():X4}\" in double quotes";
        var (message, help) = places.Count == 1
            ? ($"a {name} ({codes}) may not stand in the text", $"remove it; where a value needs it, {escape}")
            : ($"{YamlText.Several(name)} ({codes}) may not stand in the text", $"remove them; where a value needs one, {escape}");
        string[] helps = [.. char.IsSurrogate(found.First()) ? [] : new[] { help }, .. isCut ? new[] { $"looking stopped after {YamlText.MostCharacterFaults} of them; there may be more" } : []];
        return new("RC104", Severity.Error, message, places[0], "cannot be seen in a review") { Also = [.. places.Skip(1)], Help = [.. helps] };
    }

    public static Diagnostic HiddenInKey(SourceSpan span, char found) =>
        new("RC104", Severity.Error, $"a key may not contain a {YamlText.Name(found)} ({YamlText.Code(found)})", span) { Help = ["type the key again without it"] };

    public static Diagnostic DuplicateKey(SourceSpan span, string key, SourceSpan first) =>
        new("RC105", Severity.Error, $"`{key}` is written twice", span, "second time") { Related = [new(first, "first time")] };

    // The tag is not repeated: where a secret was meant, it is one.
    public static Diagnostic Tag(SourceSpan span, TagForm form) => form is TagForm.Alone
        ? new("RC106", Severity.Error, "a value cannot begin with `!` unless it is quoted", span, "read as a YAML tag") { Help = ["quote the value"] }
        : new("RC106", Severity.Error, "YAML tags are not part of the language", span)
        {
            Help = ["remove the tag; what a value is follows from its key", .. form is TagForm.Local ? new[] { "quote a text that is to begin with `!`" } : []],
        };

    public static Diagnostic Key(SourceSpan span, KeyForm form)
    {
        var (message, help) = form switch
        {
            KeyForm.Merge => ("merge keys (`<<`) are not part of the language", "write the entries out, or use `defaults`"),
            KeyForm.Template => ("this is a template, not YAML", SyntaxMessage.NoContent),
            KeyForm.Empty => ("a key is missing before the colon", "write the key, or remove the colon"),
            KeyForm.Alias => ("an alias cannot be a key", "write the key out"),
            _ => ("a list or a mapping cannot be a key", "quote the key when its text begins with `[` or `{`"),
        };
        return new("RC107", Severity.Error, message, span) { Help = help.Length == 0 ? [] : [help] };
    }

    public static Diagnostic SeveralDocuments(SourceSpan span) =>
        new("RC108", Severity.Error, "a file holds one YAML document", span, "a second one begins here") { Help = ["move it to a file of its own"] };

    // The name is not repeated: where a secret was meant, it is one.
    public static Diagnostic Alias(SourceSpan span, bool recursive) => recursive
        ? new("RC109", Severity.Error, "an alias stands inside the value that it stands for", span) { Help = ["write the value out"] }
        : new("RC109", Severity.Error, "no anchor of this name stands before the alias", span)
        {
            Help = ["quote the text when it is to begin with `*`"],
        };
}
