using System.Text.Json;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Extensions;

/// <summary>Reads which extension properties the mark's app registers, so that an unknown one is never named in a read.</summary>
internal static class ExtensionClient
{
    /// <param name="seat">Where it asks from; given back by who holds it, so that what comes next is seated before it is left.</param>
    /// <param name="only">The short name that is asked for; null = all.</param>
    public static async Task<Completeness> ReadAsync(ReadSession session, ReadSeat seat, string? only, CancellationToken cancellationToken)
    {
        if (session.Mark.AppId is not { } appId)
        {
            // A built-in attribute carries the mark: it exists, under the mark's name, and needs no creation.
            session.Fold(() => Add(session, session.Mark.Member ?? session.Mark.Property, EntraSchema.Mark));
            session.MarkExists = true;
            return new Completeness.Proven("a built-in attribute carries the mark");
        }

        var application = await seat.GetAsync(GraphPath.ApplicationOf(appId));
        if (application.Status == 404)
            return new Completeness.Unproven($"no app of client id {appId} is registered in this tenant, so nothing can bear an owner mark: see directory.ownership.directoryExtension");
        if (application.Status != 200)
            return await ProbeAsync(session, seat, GraphFaults.Sentence(application));
        using var json = JsonDocument.Parse(application.Body);
        if (json.RootElement.Text("id") is not { } id)
            return new Completeness.Unproven($"the app {appId} has no id");
        var end = await Chain.WalkAsync(session, GraphPath.ExtensionsOf(id), "extension properties", delta: false, Reading(session, only), cancellationToken, seat: seat);
        return end.Completeness;
    }

    /// <summary>Without the right to read applications: whether a user can be asked for the mark shows whether it exists.</summary>
    private static async Task<Completeness> ProbeAsync(ReadSession session, ReadSeat seat, string why)
    {
        var probe = await seat.GetAsync(GraphPath.Probe(session.Mark.Property));
        if (probe.Status != 200)
            return new Completeness.Unproven(why);
        session.MarkExists = true;
        session.Fold(() => Add(session, session.Mark.Property, EntraSchema.Mark));
        return new Completeness.Unproven($"only the mark's property was asked for: {why}");
    }

    private static PageItem Reading(ReadSession session, string? only) => (ref Utf8JsonReader reader) =>
    {
        string? id = null, name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isId)
                id = JsonText.StringOrNull(ref reader);
            else if (isName)
                name = JsonText.StringOrNull(ref reader);
            else
                reader.Skip();
        }

        if (id is null || name is null)
            return;
        session.MarkExists |= string.Equals(name, session.Mark.Property, StringComparison.OrdinalIgnoreCase);
        if (only is null || string.Equals(only, ShortName(name), StringComparison.OrdinalIgnoreCase))
            Add(session, id, ShortName(name));
    };

    /// <summary>What stands behind <c>extension_&lt;app id&gt;_</c>.</summary>
    private static string ShortName(string name) => name.Split('_', 3) is ["extension", _, var own] ? own : name;

    private static void Add(ReadSession session, string id, string name)
    {
        var table = session.Snapshot[Kind.Extension];
        var handle = session.Roster.Live(Kind.Extension, new RemoteId(id));
        table.Set(table.Add(handle), table.Schema.IndexOf(ExtensionSchema.Name), session.Pool.Intern(name));
        session.Roster.Label(handle, name);
    }
}
