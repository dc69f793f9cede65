using System.Collections;

namespace Reconciler.Emulator.Scim.Values;

/// <summary>
/// A complex value: names without regard to case, in the order they were set. A value is a text, a bool, a long, a decimal, a
/// <see cref="Complex"/> or a list of such values; an attribute without a value is not there.
/// </summary>
internal sealed class Complex : IEnumerable<KeyValuePair<string, object>>
{
    private readonly List<KeyValuePair<string, object>> _members = [];

    public int Count => _members.Count;

    public object? this[string name]
    {
        get => IndexOf(name) is >= 0 and var at ? _members[at].Value : null;
        set
        {
            var at = IndexOf(name);
            if (value is null)
            {
                if (at >= 0)
                    _members.RemoveAt(at);
            }
            else if (at >= 0)
            {
                _members[at] = new(_members[at].Key, value);
            }
            else
            {
                _members.Add(new(name, value));
            }
        }
    }

    public string? Text(string name) => this[name] as string;

    public bool IsTrue(string name) => this[name] is true;

    /// <summary>For collection expressions of code that builds answers.</summary>
    public void Add(string name, object? value) => this[name] = value;

    public Complex Clone()
    {
        var result = new Complex();
        foreach (var (name, value) in _members)
            result._members.Add(new(name, CloneOf(value)));
        return result;
    }

    public static object CloneOf(object value) => value switch
    {
        Complex complex => complex.Clone(),
        List<object> list => list.ConvertAll(CloneOf),
        _ => value,
    };

    /// <summary>Whether two values are the same: members in any order, lists in theirs, texts to the letter.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (Complex a, Complex b) => a.Count == b.Count && a._members.TrueForAll(m => Same(m.Value, b[m.Key])),
        (List<object> a, List<object> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (long a, decimal b) => a == b,
        (decimal a, long b) => a == b,
        _ => Equals(left, right),
    };

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name) => _members.FindIndex(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
