using YamlDotNet.RepresentationModel;

namespace Reconciler.Scenarios.Actions;

/// <summary>Workflows and actions as GitHub reads them: scalars are texts, what is absent is empty.</summary>
internal static class ActionsYaml
{
    public static YamlMappingNode Load(string path)
    {
        using var reader = new StreamReader(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    public static YamlNode? Member(this YamlNode? of, string name) =>
        of is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var found) ? found : null;

    public static string Text(this YamlNode? of, string name) => of.Member(name) is YamlScalarNode { Value: { } value } ? value : "";

    public static IEnumerable<(string Name, YamlNode Value)> Members(this YamlNode? of) =>
        of is YamlMappingNode map ? map.Children.Select(p => (((YamlScalarNode)p.Key).Value ?? "", p.Value)) : [];

    public static IEnumerable<(string Name, string Text)> Texts(this YamlNode? of) => of.Members().Select(m => (m.Name, (m.Value as YamlScalarNode)?.Value ?? ""));

    public static IEnumerable<YamlNode> Items(this YamlNode? of) => of is YamlSequenceNode list ? list.Children : [];
}
