using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// What is declared of one object, as 16 hex digits: its attributes and lists with their terms, without the lines where they stand. As long as it is
/// what the last apply carried out, a difference to what is live was made by somebody else.
/// </summary>
internal static class Fingerprints
{
    private const int Digits = 16;

    /// <summary>Of everything that a model declares; computed when it is asked for.</summary>
    public static Func<ResourceKey, string?> Of(IdentityModel model)
    {
        var byKey = new Lazy<Dictionary<ResourceKey, DeclaredResource>>(() => model.Resources.ToDictionary(r => r.Key));
        return key => byKey.Value.TryGetValue(key, out var declared) ? Of(declared) : null;
    }

    public static string Of(DeclaredResource declared)
    {
        var lines = declared.Cells.Select(c => $"{c.Attribute}={Text(c.Value)}")
            .Concat(declared.Links.SelectMany(Lines))
            .Append($"left={Day(declared.Left?.Date)} {Day(declared.Employment?.Starts?.Date)} {Day(declared.Employment?.Ends?.Date)} {declared.Employment?.PrepareDays}");
        return Digest(lines);
    }

    /// <summary>Of values under their names.</summary>
    public static string Of(IEnumerable<(string Name, AttributeValue Value)> values) => Digest(values.Select(v => $"{v.Name}={Text(v.Value)}"));

    /// <summary>A value such that two are equal when their texts are. Secrets stand for themselves by their fingerprint alone.</summary>
    public static string Text(AttributeValue value) => value switch
    {
        AttributeValue.Absent => "",
        AttributeValue.Texts s => $"s:{string.Join('\u001f', s.Items)}",
        AttributeValue.Table t => $"t:{string.Join('\u001f', t.Rows.Select(r => $"{r.Key}\u001e{r.Value}"))}",
        AttributeValue.Secret s => $"*:{s.Fingerprint}",
        AttributeValue.Pending p => $"p:{p.Expression}",
        AttributeValue.Generated g => $"g:{g.Rule}",
        _ => $"v:{value}",
    };

    private static IEnumerable<string> Lines(DeclaredLinks list) => list.Ends.Select(e => $"{list.Link}>{End(e)}")
        .Append($"{list.Link}:{list.Mode} {(list.Where is { } where ? FilterText.Write(where.Filter) : "")}");

    private static string End(DeclaredReference end) => end.To switch
    {
        Reference.ByKey k => $"{k.Key.Kind}/{k.Key.Name.ToUpperInvariant()}",
        Reference.ById i => $"id/{i.Id}",
        Reference.ByAttribute a => $"{a.Kind}/{a.Attribute}/{a.Value.ToUpperInvariant()}",
        _ => throw new System.Diagnostics.UnreachableException(),
    } + $" {Day(end.Until)} {end.Role} {end.Expand}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // The order in which lines stand in a file says nothing.
    private static string Digest(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
