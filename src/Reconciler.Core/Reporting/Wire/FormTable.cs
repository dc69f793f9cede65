using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>The forms of one document while it is written or read.</summary>
internal sealed class FormTable
{
    private const int ShortName = 8;
    private const int Large = 1024;

    private readonly Dictionary<string, CellForm> _byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellForm> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly StringBuilder _content = new();

    /// <summary>In the order of their names: which object uses a form first does not matter.</summary>
    public ImmutableArray<CellForm> All => [.. _byName.Values.OrderBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>The name of the form of these attributes.</summary>
    public string NameOf(ImmutableArray<FormCell> cells)
    {
        _content.Clear();
        foreach (var cell in cells)
        {
            Append(cell.Attribute);
            Append(cell.Change);
            Append(cell.Value);
            Append(cell.Origin);
            Append(cell.Rule);
            Append(cell.Mapping);
            Append(cell.Where);
            _content.Append(cell.Line ? '1' : '0');
        }

        var content = _content.ToString();
        if (_byContent.TryGetValue(content, out var known))
            return known.Name;
        var hash = PlanHash.Of(content);
        var length = ShortName;
        while (_byName.ContainsKey(hash[..length]))
            length++;
        var form = new CellForm(hash[..length], cells);
        _byContent.Add(content, form);
        _byName.Add(form.Name, form);
        return form.Name;
    }

    /// <summary>Takes a form that was read; throws <see cref="JsonException"/> where its name is taken or it contradicts itself.</summary>
    public void Add(CellForm form)
    {
        foreach (var cell in form.Cells)
        {
            if (cell.Change is not (null or FormCell.Replace or FormCell.Clear or FormCell.None) || (cell.Value is not null && cell.Change is not null)
                || (cell.Line && cell.Where is not null))
            {
                throw new JsonException($"the form {form.Name} is none of ours");
            }
        }

        if (!_byName.TryAdd(form.Name, form))
            throw new JsonException($"two forms are named {form.Name}");
    }

    public CellForm this[string name] => _byName.TryGetValue(name, out var form) ? form : throw new JsonException($"there is no form {name}");

    /// <summary>One instance of a text that occurs often: a name stands in many lists.</summary>
    public string Shared(string text)
    {
        if (_texts.TryGetValue(text, out var known))
            return known;
        _texts.Add(text, text);
        return text;
    }

    /// <summary>Forgets all of it. What a large document took is given back.</summary>
    public void Clear()
    {
        _byContent.Clear();
        _byName.Clear();
        _texts.Clear();
        if (_texts.Capacity > Large)
            _texts.TrimExcess();
    }

    // With its length before it, so that no text can be taken for another's end.
    private void Append(string? text)
    {
        if (text is null)
            _content.Append('-');
        else
            _content.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
    }
}
