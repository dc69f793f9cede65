using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>A mapping of a SCIM dialect. What it does not say, or not in its form, stays as it was; <c>null</c> lifts a limit.</summary>
internal readonly record struct ProfileBlock(Node? Node)
{
    public ProfileBlock this[string key] => new(Node?.Find(key));

    public bool Flag(string key, bool otherwise) => Node?.Word(key) switch { "true" => true, "false" => false, _ => otherwise };

    public string Text(string key, string otherwise) => Node?.Word(key) ?? otherwise;

    /// <summary>Whether the word is this one, of the two that a key can have.</summary>
    public bool Says(string key, string word, bool otherwise) => Node?.Word(key) is { } said ? said == word : otherwise;

    public int Number(string key, int otherwise) => NumberOf(Node?.Word(key)) ?? otherwise;

    public int? Limit(string key, int? otherwise) => Node?.Find(key) is not { } limit ? otherwise : limit.IsNull ? null : NumberOf(limit.Word()) ?? otherwise;

    public ScimRate? Rate(string key, ScimRate? otherwise) => Node?.Find(key) is not { } rate ? otherwise : rate.IsNull ? null : RateOf(rate.Word()) ?? otherwise;

    public TimeSpan Span(string key, TimeSpan otherwise) => DurationReader.Span(Node?.Find(key)) ?? otherwise;

    /// <summary>A word of the grammar is the name of a value, but for its first letter.</summary>
    public T Word<T>(string key, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(Node?.Word(key), ignoreCase: true, out var value) ? value : otherwise;

    public ImmutableArray<T> Words<T>(string key, ImmutableArray<T> otherwise)
        where T : struct, Enum
    {
        if (Node?.Find(key) is not { Kind: NodeKind.Sequence } list)
            return otherwise;
        var values = new T[list.Items.Count];
        var count = 0;
        foreach (var word in list.Items)
        {
            if (Enum.TryParse<T>(word.Text, ignoreCase: true, out var value))
                values[count++] = value;
        }

        Array.Resize(ref values, count);
        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    public ImmutableArray<int> Numbers(string key, ImmutableArray<int> otherwise) =>
        Node?.Find(key) is { Kind: NodeKind.Sequence } list ? [.. ((Node?)list).Words().Select(w => NumberOf(w.Text)).OfType<int>()] : otherwise;

    public ImmutableArray<string> Texts(string key, ImmutableArray<string> otherwise) =>
        Node?.Find(key) is { Kind: NodeKind.Sequence } list ? [.. ((Node?)list).Words().Select(w => w.Text)] : otherwise;

    private static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // 5/s, 600/m, 5/30s
    private static ScimRate? RateOf(string? text)
    {
        if (text?.Split('/') is not [var count, { Length: > 0 } per] || NumberOf(count) is not { } requests)
            return null;
        return DurationReader.Span(char.IsAsciiDigit(per[0]) ? per : $"1{per}") is { } span ? new ScimRate(requests, span) : null;
    }
}
