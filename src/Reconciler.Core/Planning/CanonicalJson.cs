using System.Globalization;
using System.Text;

namespace Reconciler.Core.Planning;

/// <summary>
/// Writes JSON in the canonical form of RFC 8785 for what plans hold: texts, whole numbers, flags, null, lists and objects.
/// Members are sorted by UTF-16 code units, nothing is indented.
/// </summary>
public static class CanonicalJson
{
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder to, object? value)
    {
        switch (value)
        {
            case null:
                to.Append("null");
                break;
            case string s:
                Text(to, s);
                break;
            case bool b:
                to.Append(b ? "true" : "false");
                break;
            case int or long:
                to.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> members:
                Members(to, members);
                break;
            case IEnumerable<object?> items:
                Items(to, items);
                break;
            default:
                throw new NotSupportedException($"a {value.GetType().Name} has no canonical form here");
        }
    }

    private static void Members(StringBuilder to, IReadOnlyDictionary<string, object?> members)
    {
        to.Append('{');
        var first = true;
        foreach (var member in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!first)
                to.Append(',');
            first = false;
            Text(to, member.Key);
            to.Append(':');
            Write(to, member.Value);
        }

        to.Append('}');
    }

    private static void Items(StringBuilder to, IEnumerable<object?> items)
    {
        to.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                to.Append(',');
            first = false;
            Write(to, item);
        }

        to.Append(']');
    }

    private static void Text(StringBuilder to, string text)
    {
        to.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    to.Append("\\\"");
                    break;
                case '\\':
                    to.Append("\\\\");
                    break;
                case '\b':
                    to.Append("\\b");
                    break;
                case '\f':
                    to.Append("\\f");
                    break;
                case '\n':
                    to.Append("\\n");
                    break;
                case '\r':
                    to.Append("\\r");
                    break;
                case '\t':
                    to.Append("\\t");
                    break;
                case < ' ':
                    to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    to.Append(c);
                    break;
            }
        }

        to.Append('"');
    }
}
