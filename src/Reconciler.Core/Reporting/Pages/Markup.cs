using System.Globalization;
using System.Text;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// A page being written, element by element. Names of elements and attributes are the program's own; every text and every value of an attribute
/// passes the encoder, so that no data becomes an element.
/// </summary>
internal sealed class Markup
{
    /// <summary>Elements of HTML that never hold anything and have no end. Those of a drawing have one.</summary>
    private static readonly string[] Empty = ["meta", "input"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element, which ends with the scope. An attribute without a value (null) is left out; an empty one stands alone.</summary>
    public Scope In(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _open.Push(name);
        return new Scope(this);
    }

    /// <summary>An element that holds a text, or nothing.</summary>
    public Markup Add(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        if (!Empty.Contains(name))
            _text.Append(HtmlEncoder.Encode(text)).Append("</").Append(name).Append('>');
        return this;
    }

    public Markup Text(string? text)
    {
        _text.Append(HtmlEncoder.Encode(text));
        return this;
    }

    /// <summary>A line break of the source, for those who read it.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>What is no data: the program's own style and script, and JSON that is encoded for a script element.</summary>
    public Markup Own(string text)
    {
        _text.Append(text);
        return this;
    }

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
                continue;
            _text.Append(' ').Append(attribute);
            if (value.Length > 0)
                _text.Append("=\"").Append(HtmlEncoder.Encode(value)).Append('"');
        }

        _text.Append('>');
    }

    private void End() => _text.Append("</").Append(_open.Pop()).Append('>');

    internal readonly struct Scope(Markup page) : IDisposable
    {
        public void Dispose() => page.End();
    }
}
