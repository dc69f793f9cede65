using System.Text.Json;
using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Patch;

/// <summary>Applies operations to a draft in their order (RFC 7644 §3.5.2). The draft is thrown away when one of them fails.</summary>
internal sealed class Patcher(ResourceType type, Complex draft, bool removeHonoursValue)
{
    public void Apply(PatchOperation operation)
    {
        if (operation.Verb != PatchVerb.Remove && operation.Value is null)
            throw ScimException.InvalidValue("The operation has no 'value'");
        if (operation.Path is { } text)
        {
            var path = ValuePath.Parse(type, text) ?? throw ScimException.InvalidPath($"'{text}' is not an attribute of {type.Name}");
            Apply(operation.Verb, path, operation.Value, isExplicit: true);
        }
        else if (operation.Verb == PatchVerb.Remove)
        {
            throw ScimException.NoTarget("'remove' needs a path");
        }
        else
        {
            Whole(operation.Verb, operation.Value ?? default);
        }
    }

    /// <summary>Without a path the value is a resource in part; some clients use dotted names and URNs as its names.</summary>
    private void Whole(PatchVerb verb, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidSyntax("Without a path the value must be an object");
        foreach (var member in value.EnumerateObject())
        {
            var path = ValuePath.Parse(type, member.Name) ?? throw ScimException.InvalidPath($"'{member.Name}' is not an attribute of {type.Name}");
            Apply(verb, path, member.Value, isExplicit: false);
        }
    }

    private void Apply(PatchVerb verb, ValuePath path, JsonElement? value, bool isExplicit)
    {
        var (extension, attribute, sub) = path.Attribute;
        if (attribute is null)
        {
            if (extension is not null)
                Extension(verb, extension, value);
            return;
        }

        if (attribute == CommonAttributes.Schemas)
            return;
        if (attribute.Mutability == Mutability.ReadOnly || sub is { Mutability: Mutability.ReadOnly })
        {
            // A whole resource may carry what it was read with; a path at it means a change.
            if (isExplicit)
                throw ScimException.Mutability($"'{path.Attribute}' is read-only");
            return;
        }

        var holder = extension is null ? draft : Block(extension);
        if (attribute.MultiValued)
            new ListEdit(holder, attribute, sub, path.Selector(), path.Filter).Apply(verb, value, removeHonoursValue);
        else if (sub is not null)
            Part(verb, holder, attribute, sub, value);
        else
            Single(verb, holder, attribute, value);
        if (extension is not null && holder.Count == 0)
            draft[extension.Id] = null;
    }

    private void Extension(PatchVerb verb, SchemaDefinition extension, JsonElement? value)
    {
        if (verb == PatchVerb.Remove || value is not { ValueKind: not JsonValueKind.Null } block)
        {
            draft[extension.Id] = null;
            return;
        }

        if (block.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidValue($"The value of '{extension.Id}' is not an object");
        foreach (var member in block.EnumerateObject())
        {
            var path = ValuePath.Parse(type, $"{extension.Id}:{member.Name}")
                ?? throw ScimException.InvalidPath($"'{member.Name}' is not an attribute of '{extension.Id}'");
            Apply(verb, path, member.Value, isExplicit: false);
        }
    }

    private Complex Block(SchemaDefinition extension)
    {
        if (draft[extension.Id] is Complex block)
            return block;
        block = new Complex();
        draft[extension.Id] = block;
        return block;
    }

    private static void Single(PatchVerb verb, Complex holder, AttributeDefinition attribute, JsonElement? value)
    {
        var given = verb == PatchVerb.Remove || value is not { } json ? null : ValueReader.Value(attribute, json, alone: true);
        if (verb == PatchVerb.Remove || attribute.Type != AttributeType.Complex || holder[attribute.Name] is not Complex there
            || given is null && value is not { ValueKind: JsonValueKind.Object })
        {
            holder[attribute.Name] = given;
            return;
        }

        // Sub-attributes that are not named stay (RFC 7644 §3.5.2.1 and §3.5.2.3); one that is null goes.
        foreach (var (name, member) in given as Complex ?? [])
            there[name] = member;
        Clear(there, attribute, value);
        if (there.Count == 0)
            holder[attribute.Name] = null;
    }

    private static void Clear(Complex there, AttributeDefinition attribute, JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } json)
            return;
        foreach (var member in json.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Null))
        {
            // A null reference beside a value is how one large client writes "no reference given".
            if (attribute.Sub(member.Name) is { Type: not AttributeType.Reference } sub)
                there[sub.Name] = null;
        }
    }

    private static void Part(PatchVerb verb, Complex holder, AttributeDefinition attribute, AttributeDefinition sub, JsonElement? value)
    {
        var given = verb == PatchVerb.Remove || value is not { } json ? null : ValueReader.Value(sub, json, alone: true);
        if (holder[attribute.Name] is not Complex whole)
        {
            if (given is null)
                return;
            whole = new Complex();
            holder[attribute.Name] = whole;
        }

        whole[sub.Name] = given;
        if (whole.Count == 0)
            holder[attribute.Name] = null;
    }
}
