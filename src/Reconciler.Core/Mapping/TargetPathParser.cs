using System.Text;

namespace Reconciler.Core.Mapping;

/// <summary>
/// Reads a target path as Entra's mapping model writes it: the attribute paths of RFC 7644 §3.10 with one comparison by <c>eq</c>.
/// A flag without quotes means the text that Entra writes for it: <c>[primary eq true]</c> is <c>[primary eq "True"]</c>.
/// </summary>
internal sealed class TargetPathParser(string text)
{
    private const string Sample = "for example emails[type eq \"work\"].value";

    private int at;
    private TargetPathFault? fault;

    public (TargetPath? Path, TargetPathFault? Fault) Parse()
    {
        var path = Whole();
        return fault is null ? (path, null) : (null, fault);
    }

    private TargetPath? Whole()
    {
        var schema = Schema();
        var path = new TargetPath(Name("an attribute name")) { Schema = schema };
        if (Peek() == '[')
        {
            at++;
            path = path with { Filter = Filter() };
            if (fault is null && Peek() != '.')
                return Fail("a picked value needs a sub-attribute", "it is what is written: `.value`, `.streetAddress`");
        }

        if (fault is null && Peek() == '.')
        {
            at++;
            path = path with { SubAttribute = Name("a sub-attribute") };
            if (fault is null && Peek() == '.')
                return Fail("a sub-attribute has no parts", null);
            if (fault is null && Peek() == '[')
                return Fail("the value is picked behind the attribute", Sample);
        }

        return fault is null && at < text.Length ? Fail("no character of a name", null) : path;
    }

    // A schema's URN holds dots and colons; what stands behind its last colon is the attribute.
    private string? Schema()
    {
        if (!text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            return null;
        var end = text.IndexOf('[', StringComparison.Ordinal) is >= 0 and var bracket ? bracket : text.Length;
        var colon = text.LastIndexOf(':', end - 1);
        var schema = text[..colon];
        for (at = 0; at < colon; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('.' or ':' or '_' or '-' or '+'))
                Fail("no character of a schema's URN", null);
        }

        if (schema.Length <= "urn:".Length)
            Fail(0, text.Length, "a schema's URN names an attribute behind its last colon", "for example urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department");
        at = colon + 1;
        return TargetPath.IsCore(schema) ? null : schema;
    }

    private TargetFilter? Filter()
    {
        SkipSpace();
        var name = Name("an attribute to pick by, most often `type`");
        SkipSpace();
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        if (!text.AsSpan(start, at - start).Equals("eq", StringComparison.OrdinalIgnoreCase))
            Fail(start, Math.Max(1, at - start), "a value is picked by `eq`", Sample);
        SkipSpace();
        var value = Value();
        SkipSpace();
        if (fault is null && Peek() != ']')
            Fail("expected `]`", "a value is picked by one comparison");
        at++;
        return new TargetFilter(name, value);
    }

    private string Value()
    {
        if (Peek() == '"')
            return Quoted();
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        switch (text[start..at])
        {
            case "true":
                return "True";
            case "false":
                return "False";
            default:
                Fail(start, Math.Max(1, at - start), "the value stands in double quotes", Sample);
                return "";
        }
    }

    private string Quoted()
    {
        var (start, value) = (at++, new StringBuilder());
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
                at++;
            value.Append(text[at++]);
        }

        if (at >= text.Length)
            Fail(start, text.Length - start, "the value is not closed by a double quote", null);
        at++;
        return value.ToString();
    }

    // RFC 7643 §2.1; "$ref" is the one name with a dollar.
    private string Name(string what)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' || (text[at] == '$' && at == start)))
            at++;
        if (at == start)
            Fail($"expected {what}", null);
        else if (char.IsAsciiDigit(text[start]) || text[start] is '_' or '-')
            Fail(start, 1, "a name begins with a letter", null);
        return text[start..at];
    }

    private char Peek() => at < text.Length ? text[at] : '\0';

    private void SkipSpace()
    {
        while (Peek() == ' ')
            at++;
    }

    private TargetPath? Fail(string message, string? help) => Fail(Math.Min(at, Math.Max(0, text.Length - 1)), 1, message, help);

    private TargetPath? Fail(int offset, int length, string message, string? help)
    {
        fault ??= new TargetPathFault(offset, length, message, help);
        return null;
    }
}
