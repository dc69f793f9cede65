using YamlDotNet.Core;

namespace Reconciler.Benchmarks.Floors;

/// <summary>The YAML of a workspace, parsed and forgotten.</summary>
internal static class YamlEvents
{
    public static long Drain(string folder)
    {
        var events = 0L;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            using var text = new StreamReader(file, System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
            var parser = new Parser(text);
            while (parser.MoveNext())
                events++;
        }

        return events;
    }
}
