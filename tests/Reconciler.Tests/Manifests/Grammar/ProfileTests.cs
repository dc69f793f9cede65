using System.Text.Json;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Grammar;

public sealed class ProfileTests
{
    public static TheoryData<string> Names => [.. BuiltInProfiles.Names];

    [Fact]
    public void The_built_in_profiles() => Assert.Equal("entrust generic miniorange strict", string.Join(" ", BuiltInProfiles.Names));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_profile_is_grammatical(string name) => Assert.Empty(Checking.Profile(BuiltInProfiles.Text(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_profile_names_its_grammar_to_editors(string name) =>
        Assert.StartsWith("# yaml-language-server: $schema=../../../../schemas/profile.schema.json\n", BuiltInProfiles.Text(name));

    [Fact]
    public void A_name_that_is_not_built_in() => Assert.Throws<ArgumentException>(() => BuiltInProfiles.Text("../generic"));

    [Fact]
    public void Every_built_in_profile_can_be_a_base()
    {
        var words = Grammar().GetProperty("properties").GetProperty("extends").GetProperty("enum");
        Assert.Equal(BuiltInProfiles.Names, words.EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public void Generic_states_every_key_with_the_default_of_the_grammar()
    {
        var grammar = Grammar();
        Assert.Equal(["/extends"], Unlike(grammar, grammar, Root("generic"), ""));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_profile_states_only_what_differs_from_generic(string name)
    {
        if (name is not "generic")
            Assert.Equal(["/version"], Repeated(Root("generic"), Root(name), ""));
    }

    [Theory]
    [MemberData(nameof(ProfileDialects.Names), MemberType = typeof(ProfileDialects))]
    public void The_dialects_that_are_known_can_be_said(string server) => Assert.Empty(Checking.Profile(ProfileDialects.Text(server)));

    private static JsonElement Grammar() => JsonDocument.Parse(PublishedSchemas.Text("profile")).RootElement;

    private static Node Root(string name) => YamlDocument.Parse(name, BuiltInProfiles.Text(name), new NodeBudget(), []).Root;

    // The keys of the grammar that a profile leaves out or that it gives another value than the default.
    private static IEnumerable<string> Unlike(JsonElement root, JsonElement schema, Node? node, string path)
    {
        var form = schema.TryGetProperty("$ref", out var reference)
            ? root.GetProperty("$defs").GetProperty((reference.GetString() ?? "")["#/$defs/".Length..])
            : schema;
        if (node is not { } found)
            return [path];
        if (form.TryGetProperty("properties", out var properties))
            return properties.EnumerateObject().SelectMany(p => Unlike(root, p.Value, found.Find(p.Name), $"{path}/{p.Name}"));
        if (form.TryGetProperty("propertyNames", out _))
            return Unsaid(root, found, path);
        return path is "/version" || (schema.TryGetProperty("default", out var value) && Written(value) == Written(found)) ? [] : [path];
    }

    // What can be said of an attribute is said of one at least.
    private static IEnumerable<string> Unsaid(JsonElement root, Node attributes, string path)
    {
        var said = new HashSet<string>();
        foreach (var (_, characteristics) in attributes.Entries)
        {
            foreach (var (key, _) in characteristics.Entries)
                said.Add(key.Text);
        }

        var known = root.GetProperty("$defs").GetProperty("characteristics").GetProperty("properties").EnumerateObject().ToArray();
        Assert.All(known, k => Assert.True(k.Value.TryGetProperty("default", out _), k.Name));
        return known.Where(k => !said.Contains(k.Name)).Select(k => $"{path}/*/{k.Name}");
    }

    private static List<string> Repeated(Node generic, Node profile, string path)
    {
        var repeated = new List<string>();
        foreach (var (key, value) in profile.Entries)
        {
            if (generic.Find(key.Text) is not { } known)
                continue;
            if (value.Kind is NodeKind.Mapping)
                repeated.AddRange(Repeated(known, value, $"{path}/{key.Text}"));
            else if (Written(known) == Written(value))
                repeated.Add($"{path}/{key.Text}");
        }

        return repeated;
    }

    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Written))}]",
        JsonValueKind.String => value.GetString() ?? "",
        _ => value.GetRawText(),
    };

    private static string Written(Node node)
    {
        if (node.Kind is not NodeKind.Sequence)
            return node.Text;
        var items = new List<string>();
        foreach (var item in node.Items)
            items.Add(Written(item));
        return $"[{string.Join(", ", items)}]";
    }
}
