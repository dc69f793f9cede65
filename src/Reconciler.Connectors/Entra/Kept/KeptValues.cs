using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>Values of a pool under numbers of their own, in the order in which they were met; 0 = absent.</summary>
internal sealed class ValuesOut(ValuePool pool)
{
    private readonly Dictionary<int, int> _numbers = new() { [ValueId.Absent.Index] = 0 };
    private readonly List<AttributeValue> _values = [];

    public int IndexOf(ValueId id)
    {
        if (!_numbers.TryGetValue(id.Index, out var number))
        {
            _values.Add(pool[id]);
            _numbers.Add(id.Index, number = _values.Count);
        }

        return number;
    }

    public void Write(StateBytes bytes)
    {
        bytes.Number(_values.Count);
        foreach (var value in _values)
        {
            switch (value)
            {
                case AttributeValue.Text text:
                    bytes.Number((int)ValueForm.Text);
                    bytes.Text(text.Value);
                    break;
                case AttributeValue.Flag flag:
                    bytes.Number((int)(flag.Value ? ValueForm.True : ValueForm.False));
                    break;
                case AttributeValue.Number number:
                    bytes.Number((int)ValueForm.Number);
                    bytes.Ticks(number.Value);
                    break;
                case AttributeValue.Texts texts:
                    bytes.Number((int)ValueForm.Texts);
                    bytes.Number(texts.Items.Length);
                    foreach (var item in texts.Items)
                        bytes.Text(item);
                    break;
                default:
                    throw new InvalidOperationException($"a user or group read from Entra holds no {value.GetType().Name}");
            }
        }
    }
}

internal enum ValueForm
{
    Text,
    True,
    False,
    Number,
    Texts,
}

/// <summary>The same values in another pool.</summary>
internal static class ValuesIn
{
    /// <exception cref="InvalidDataException">A form that is not known.</exception>
    public static ValueId[] Read(ref KeptBytes reader, ValuePool pool)
    {
        var values = new ValueId[reader.Count(4) + 1];
        for (var i = 1; i < values.Length; i++)
        {
            values[i] = (ValueForm)reader.Number() switch
            {
                ValueForm.Text => pool.Intern(reader.Text()),
                ValueForm.True => pool.Intern(AttributeValue.Of(true)),
                ValueForm.False => pool.Intern(AttributeValue.Of(false)),
                ValueForm.Number => pool.Intern(AttributeValue.Of(reader.Ticks())),
                ValueForm.Texts => pool.Intern(AttributeValue.OfTexts(Texts(ref reader))),
                var other => throw new InvalidDataException($"{other} is no form of a value"),
            };
        }

        return values;
    }

    private static ImmutableArray<string> Texts(ref KeptBytes reader)
    {
        var items = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.Count(4); left > 0; left--)
            items.Add(reader.Text());
        return items.ToImmutable();
    }
}
