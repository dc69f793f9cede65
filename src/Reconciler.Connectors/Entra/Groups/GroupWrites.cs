using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>Writes of groups.</summary>
internal static class GroupWrites
{
    public static WireShape Shape(TargetSchema schema, MarkWire mark) => new(schema[Kind.Group], mark, GroupSchema.GroupKind, GroupSchema.TeamsBacked);

    /// <summary>Creates by unique name, so that the same call twice makes one group.</summary>
    public static async Task<OperationResult> CreateAsync(WriteSteps steps, Operation.Create create, WireShape shape)
    {
        var name = create.Cells.FirstOrDefault(c => c.Attribute.Name == GroupSchema.UniqueName)?.After switch
        {
            AttributeValue.Text text => text.Value,
            null or AttributeValue.Absent => null,
            _ => throw new InvalidOperationException($"operation {create.Id}: the unique name has to be settled before the attempt"),
        };
        var ends = steps.Job.Links.Sum(l => l.Ends.Length);
        var write = name is null ? GraphWrite.Create(Kind.Group, Body, ends) : GraphWrite.UpsertGroup(name, Body, ends);
        var answer = await steps.SendAsync(write);
        if (!answer.IsSuccess)
        {
            // The members that it was to be born with are its members already: an earlier answer was lost.
            return name is not null && steps.Judge(answer, Intent.AddLink).Outcome is Outcome.AlreadyDone
                ? await SettleAsync(steps, create, name, answer, shape)
                : steps.Judge(answer);
        }

        if (answer.Status == 201 && ObjectWrites.IdIn(answer) is { } id)
            return steps.Judge(answer) with { CreatedId = id };
        return name is null
            ? steps.Of(new Outcome.Unknown(new Fault("noId", "the group was created, and the answer does not say under which id", answer.RequestId, "run apply again")), answer)
            : await SettleAsync(steps, create, name, answer, shape);

        void Body(Utf8JsonWriter json)
        {
            GroupConvert.ToWireNew(json, create.Cells, shape);
            foreach (var (link, bound) in steps.Job.Links.Where(l => !l.Ends.IsEmpty))
            {
                json.WriteStartArray($"{link}@odata.bind");
                foreach (var end in bound)
                    json.WriteStringValue(link == GroupSchema.Owners ? steps.Address(end) : steps.DirectoryObject(end));
                json.WriteEndArray();
            }
        }
    }

    public static async Task<OperationResult> UpdateAsync(WriteSteps steps, ImmutableArray<CellChange> cells, WireShape shape)
    {
        GroupJson? types = null;
        if (GroupConvert.TurnsDynamic(cells))
        {
            var look = await steps.GetAsync(GraphPath.One(Kind.Group, steps.Job.Id, "id,groupTypes"));
            if (look.Status != 200)
                return steps.JudgeLook(look);
            types = ReadTypes(look.Body.Span);
        }

        return steps.Judge(await steps.SendAsync(GraphWrite.Update(Kind.Group, steps.Job.Id, json => GroupConvert.ToWire(json, cells, shape, types))));
    }

    /// <summary>"Updated" in answer to a creation: it is ours (an answer of an earlier attempt was lost) if it bears our mark, else somebody else's.</summary>
    private static async Task<OperationResult> SettleAsync(WriteSteps steps, Operation.Create create, string name, WireAnswer answer, WireShape shape)
    {
        var mark = create.Cells.FirstOrDefault(c => c.Attribute.Role == AttributeRole.Mark)?.After.ToString();
        var look = await steps.GetAsync(GraphPath.GroupNamed(name, shape.MarkProperty is { } property && mark is not null ? $"id,{property}" : "id"));
        if (look.Status != 200)
            return steps.Of(new Outcome.Unknown(GraphFaults.Describe(look)), look);
        using var json = JsonDocument.Parse(look.Body);
        var id = json.RootElement.Text("id");
        var found = shape.MarkProperty is { } marked ? json.RootElement.Text(marked) : null;
        return id is not null && (mark is null || found == mark)
            ? steps.Of(new Outcome.Applied(), answer) with { CreatedId = new RemoteId(id) }
            : steps.Of(new Outcome.Conflict(new Fault("uniqueNameTaken", $"a group of unique name {name} exists and does not bear this workspace's mark", answer.RequestId,
                "plan again; if the group is ours, bind it by an id: line")), answer);
    }

    private static GroupJson ReadTypes(ReadOnlySpan<byte> body)
    {
        var types = new GroupJson();
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (types.TryRead(ref reader))
                continue;
            reader.Read();
            reader.Skip();
        }

        return types;
    }
}
