using System.Text.Json;
using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Patch;

/// <summary>One operation on a list: on all of it, on the items a filter selects, or on one sub-attribute of those.</summary>
internal sealed class ListEdit(Complex holder, AttributeDefinition attribute, AttributeDefinition? sub, Func<object, bool> selects, FilterNode? filter)
{
    private readonly List<object> _items = holder[attribute.Name] as List<object> ?? [];

    public void Apply(PatchVerb verb, JsonElement? value, bool removeHonoursValue)
    {
        var preferred = _items.Where(IsPrimary).ToList();
        if (verb == PatchVerb.Remove)
            Remove(value, removeHonoursValue);
        else if (sub is not null)
            SetPart(verb, value ?? default);
        else if (filter is not null)
            SetItems(verb, value ?? default);
        else if (verb == PatchVerb.Replace)
            ReplaceAll(value ?? default);
        else
            Append(Items(value ?? default));
        if (_items.Exists(i => IsPrimary(i) && !preferred.Contains(i, ReferenceEqualityComparer.Instance)))
        {
            // A new primary value takes the mark from the one before (RFC 7644 §3.5.2).
            foreach (var before in preferred.OfType<Complex>().Where(p => _items.Exists(i => ReferenceEquals(i, p))))
                before["primary"] = false;
        }

        holder[attribute.Name] = _items.Count == 0 ? null : _items;
    }

    private static bool IsPrimary(object item) => item is Complex complex && complex.IsTrue("primary");

    private List<object> Items(JsonElement value) => ValueReader.Value(attribute, value, alone: true) as List<object> ?? [];

    private void ReplaceAll(JsonElement value)
    {
        var items = Items(value);
        _items.Clear();
        Append(items);
    }

    /// <summary>Members are the same when their ids are; other items when all of them is.</summary>
    private void Append(List<object> added)
    {
        var isMembers = attribute.Sub("value") is { Mutability: Mutability.Immutable };
        var known = isMembers ? _items.Select(i => (i as Complex)?.Text("value")).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var item in added)
        {
            var isKnown = isMembers && (item as Complex)?.Text("value") is { } id ? !known.Add(id) : _items.Exists(i => Complex.Same(i, item));
            if (!isKnown)
                _items.Add(item);
        }
    }

    private void Remove(JsonElement? value, bool honoursValue)
    {
        if (filter is null && sub is null && honoursValue && value is { ValueKind: not JsonValueKind.Null } named)
        {
            var gone = Items(named);
            var ids = gone.Select(g => (g as Complex)?.Text("value")).OfType<string>().ToHashSet(StringComparer.Ordinal);
            _items.RemoveAll(i => gone.Exists(g => Complex.Same(g, i)) || (i as Complex)?.Text("value") is { } id && ids.Contains(id));
            return;
        }

        var selected = _items.FindAll(i => selects(i));
        if (filter is not null && selected.Count == 0)
            throw NoMatch();
        if (sub is null)
        {
            _items.RemoveAll(i => selects(i));
            return;
        }

        foreach (var item in selected.OfType<Complex>())
        {
            Keep(item, null);
            item[sub.Name] = null;
        }

        _items.RemoveAll(i => i is Complex { Count: 0 });
    }

    private void SetPart(PatchVerb verb, JsonElement value)
    {
        if (sub is null)
            return;
        var given = ValueReader.Value(sub, value, alone: true);
        var selected = _items.FindAll(i => selects(i));
        if (selected.Count == 0)
        {
            if (filter is not null && verb == PatchVerb.Replace)
                throw NoMatch();
            if (given is not null)
                _items.Add(Started(given));
            return;
        }

        foreach (var item in selected.OfType<Complex>())
        {
            Keep(item, given);
            item[sub.Name] = given;
        }
    }

    private void SetItems(PatchVerb verb, JsonElement value)
    {
        var given = ValueReader.Single(attribute, value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value, alone: true);
        var places = Enumerable.Range(0, _items.Count).Where(i => selects(_items[i])).ToList();
        if (places.Count == 0)
        {
            if (verb == PatchVerb.Replace)
                throw NoMatch();
            if (given is not null)
                Append([given is Complex ? Merged(Started(null), given) : given]);
            return;
        }

        if (given is null && value.ValueKind is not JsonValueKind.Null)
            throw ScimException.InvalidValue($"The value for an item of '{attribute.Name}' is empty");
        foreach (var place in places)
        {
            if (given is not null)
                _items[place] = verb == PatchVerb.Add ? Merged(_items[place], given) : Complex.CloneOf(given);
        }

        if (given is null)
            _items.RemoveAll(i => selects(i));
    }

    private static object Merged(object item, object given)
    {
        if (item is not Complex there || given is not Complex added)
            return given;
        foreach (var (name, member) in added)
            there[name] = member;
        return there;
    }

    /// <summary>The item that a filter of equalities describes, for an <c>add</c> whose target is not there yet.</summary>
    private Complex Started(object? given)
    {
        var item = new Complex();
        Describe(filter, item);
        if (sub is not null)
            item[sub.Name] = given;
        return item;
    }

    private void Describe(FilterNode? node, Complex item)
    {
        switch (node)
        {
            case null:
                break;
            case FilterNode.And and:
                Describe(and.Left, item);
                Describe(and.Right, item);
                break;
            case FilterNode.Compare { Operator: FilterOperator.Eq, Literal.Text: { } text } compare when attribute.Sub(compare.Attribute) is { } named:
                item[named.Name] = named.Type switch
                {
                    AttributeType.Boolean => bool.Parse(text),
                    AttributeType.Integer => long.TryParse(text, out var whole) ? whole : throw NoMatch(),
                    AttributeType.Decimal => decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture),
                    _ => text,
                };
                break;
            default:
                throw NoMatch();
        }
    }

    private void Keep(Complex item, object? given)
    {
        if (sub is { Mutability: Mutability.Immutable } && item[sub.Name] is { } there && !Complex.Same(there, given))
            throw ScimException.Mutability($"'{attribute.Name}.{sub.Name}' is immutable");
    }

    private ScimException NoMatch() => ScimException.NoTarget($"The filter selects nothing in '{attribute.Name}'");
}
