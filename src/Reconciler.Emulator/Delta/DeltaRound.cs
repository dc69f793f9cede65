using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Delta;

/// <summary>One page of <c>/users/delta</c> or <c>/groups/delta</c>.</summary>
internal static class DeltaRound
{
    public static Answer Answer(Call call, ObjectKind kind)
    {
        var horizon = Horizon.Of(call);
        var text = call.Query.SkipToken ?? call.Query.DeltaToken;
        if (string.IsNullOrEmpty(text))
            return Page(call, kind, Start(call, kind, horizon), horizon);
        if (text == "latest")
        {
            var options = DeltaOptions.From(call, kind);
            return Write(call, kind, new DeltaPage { Next = new DeltaToken(horizon.Sequence, 0, call.Now, options), IsLast = true }, options);
        }

        return Page(call, kind, DeltaToken.Parse(call, kind, text), horizon);
    }

    private static DeltaToken Start(Call call, ObjectKind kind, Horizon horizon) =>
        new(horizon.Sequence, 0, call.Now, DeltaOptions.From(call, kind)) { IsEnumerating = true, Epoch = call.Tenant.Epoch };

    private static Answer Page(Call call, ObjectKind kind, DeltaToken token, Horizon horizon)
    {
        var page = token.IsEnumerating ? Enumeration.Page(call, kind, token, horizon) : Continuation.Page(call, kind, token, horizon);
        return Write(call, kind, page, token.Options);
    }

    private static Answer Write(Call call, ObjectKind kind, DeltaPage page, DeltaOptions options) => Http.Answer.Json(200, writer =>
    {
        var set = ObjectKinds.TypeOf(kind).Set;
        var token = page.Next with { IssuedAt = call.Now };
        writer.WriteStartObject();
        writer.WriteString("@odata.context", call.Context(set + (options.Select is null ? "" : "(" + options.Select + ")")));
        writer.WriteString(
            page.IsLast ? "@odata.deltaLink" : "@odata.nextLink",
            $"{call.Root}{set}/delta?{(page.IsLast ? "$deltatoken=" : "$skiptoken=")}{token.ToText(kind)}");
        writer.WriteStartArray("value");
        foreach (var entry in page.Entries)
            Entry(writer, call, entry, options);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Entry(Utf8JsonWriter writer, Call call, DeltaEntry entry, DeltaOptions options)
    {
        writer.WriteStartObject();
        if (entry.Object.Presence != Presence.Live)
        {
            writer.WriteString("id", entry.Object.Id);
            Removed(writer, entry.Object.Presence == Presence.Purged ? "deleted" : "changed");
        }
        else
        {
            DeltaValues.Write(writer, call, entry, options);
            foreach (var links in entry.Links.GroupBy(l => l.Relation))
                Links(writer, links.Key, links);
        }

        writer.WriteEndObject();
    }

    private static void Links(Utf8JsonWriter writer, Relation relation, IEnumerable<DeltaLink> links)
    {
        writer.WriteStartArray(relation.Name() + "@delta");
        foreach (var link in links)
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.type", link.Target.Type.ODataType);
            writer.WriteString("id", link.Target.Id);
            if (link.IsRemoved)
                Removed(writer, "deleted");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Removed(Utf8JsonWriter writer, string reason)
    {
        writer.WriteStartObject("@removed");
        writer.WriteString("reason", reason);
        writer.WriteEndObject();
    }
}
