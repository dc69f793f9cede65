using System.Text.Json;

namespace Reconciler.Emulator.State;

/// <summary>Reads JSON lines; faults name the file and the line.</summary>
internal static class StateLines
{
    /// <summary>Every line that is not empty and that the caller wants, with the place it stands at.</summary>
    public static void Each(string file, Action<JsonElement, string> read, Func<string, bool>? wants = null)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || wants is not null && !wants(line))
                continue;
            var where = $"{Path.GetFileName(file)}:{number}";
            try
            {
                using var document = JsonDocument.Parse(line);
                read(document.RootElement, where);
            }
            catch (Exception fault) when (fault is JsonException or StateException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new StateException($"{where}: {fault.Message}", fault);
            }
        }
    }

    /// <summary>Every whole line of a log; answers their length in bytes, so that a torn last one can be cut off.</summary>
    public static long Whole(string file, Action<JsonElement> read)
    {
        var bytes = File.ReadAllBytes(file);
        var start = 0;
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0)
                break;
            try
            {
                using var document = JsonDocument.Parse(bytes.AsMemory(start, end - start));
                read(document.RootElement);
            }
            catch (JsonException) when (end == bytes.Length - 1)
            {
                break;
            }

            start = end + 1;
        }

        return start;
    }
}
