using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

internal enum YamlBound
{
    Bytes,
    Nodes,
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

/// <summary>Every fault of a text as YAML, one method per code: RC101 to RC109.</summary>
internal static class YamlFaults
{
    public static Diagnostic NotUtf8(SourceSpan span, byte found) =>
        new("RC101", Severity.Error, "the file is not UTF-8", span, $"byte 0x{found:X2} does not belong here") { Help = ["save the file as UTF-8"] };

    public static Diagnostic Bound(SourceSpan span, YamlBound bound, int limit)
    {
        var (message, label, help) = bound switch
        {
            YamlBound.Bytes => ($"the file is larger than {limit / (1024 * 1024)} MiB", "", "split it; entries may stand in any file"),
            YamlBound.Nodes => ($"the workspace holds more than {limit:N0} values", "counted up to here, aliases as what they stand for", ""),
            YamlBound.Depth => ($"nested deeper than {limit} levels", "one level too many", ""),
            _ => ($"more than {limit} aliases in one file", "one alias too many", "write the value out"),
        };
        return new("RC102", Severity.Error, message, span, label) { Help = help.Length == 0 ? [] : [help] };
    }

    public static Diagnostic Syntax(SourceSpan span, SyntaxMessage message) =>
        new("RC103", Severity.Error, message.Text, span, message.Label) { Help = message.Help };

    public static Diagnostic Character(SourceSpan span, char found, bool inKey)
    {
        var name = YamlText.Name(found);
        var code = YamlText.Code(found);
        return inKey
            ? new("RC104", Severity.Error, $"a key may not contain a {name} ({code})", span)
            : new("RC104", Severity.Error, $"a {name} ({code}) may not stand in the text", span, "cannot be seen in a review")
            {
                Help = char.IsSurrogate(found) ? [] : [$"remove it; where a value needs it, write \"\\u{(int)found:X4}\" in double quotes"],
            };
    }

    public static Diagnostic DuplicateKey(SourceSpan span, string key, SourceSpan first) =>
        new("RC105", Severity.Error, $"`{key}` is written twice", span, "second time") { Related = [new(first, "first time")] };

    public static Diagnostic Tag(SourceSpan span, string tag) =>
        new("RC106", Severity.Error, "YAML tags are not part of the language", span) { Help = [$"remove `{tag}`; what a value is follows from its key"] };

    public static Diagnostic Key(SourceSpan span, KeyForm form)
    {
        var (message, help) = form switch
        {
            KeyForm.Merge => ("merge keys (`<<`) are not part of the language", "write the entries out, or use `defaults`"),
            KeyForm.Template => ("this is a template, not YAML", SyntaxMessage.NoContent),
            KeyForm.Empty => ("a key is missing before the colon", ""),
            KeyForm.Alias => ("an alias cannot be a key", "write the key out"),
            _ => ("a list or a mapping cannot be a key", "quote the key when its text begins with `[` or `{`"),
        };
        return new("RC107", Severity.Error, message, span) { Help = help.Length == 0 ? [] : [help] };
    }

    public static Diagnostic SeveralDocuments(SourceSpan span) =>
        new("RC108", Severity.Error, "a file holds one YAML document", span, "a second one begins here") { Help = ["move it to a file of its own"] };

    public static Diagnostic Alias(SourceSpan span, string name, bool recursive) => recursive
        ? new("RC109", Severity.Error, $"`*{name}` stands inside the value that it stands for", span)
        : new("RC109", Severity.Error, $"no anchor `&{name}` before this alias", span)
        {
            Help = ["quote the text when it is to begin with `*`"],
        };
}
