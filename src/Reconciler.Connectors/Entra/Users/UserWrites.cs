using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>Writes of users.</summary>
internal static class UserWrites
{
    public static WireShape Shape(TargetSchema schema, MarkWire mark) => new(schema[Kind.User], mark, UserSchema.Computed);

    public static async Task<OperationResult> CreateAsync(WriteSteps steps, Operation.Create create, WireShape shape, EntraConnection connection)
    {
        var manager = steps.Job.Links.Where(l => l.Link == UserSchema.Manager).SelectMany(l => l.Ends).Select(steps.Address).SingleOrDefault();
        var asksPassword = create.Cells.Any(c => c.Attribute.Name == UserSchema.Password && c.After is AttributeValue.Generated { Rule: "password" });
        var password = asksPassword ? connection.Redaction.AddPassing(Password.New(connection.Chance)) : null;
        var answer = await steps.SendAsync(GraphWrite.Create(Kind.User, json =>
        {
            UserConvert.ToWire(json, [.. create.Cells.Where(c => !c.After.IsAbsent)], shape, default);
            if (manager is not null)
                json.WriteString("manager@odata.bind", manager);
            if (password is null)
                return;
            json.WriteStartObject("passwordProfile");
            json.WriteBoolean("forceChangePasswordNextSignIn", true);
            json.WriteString("password", password);
            json.WriteEndObject();
        }));
        return ObjectWrites.Created(steps, answer);
    }

    public static async Task<OperationResult> UpdateAsync(WriteSteps steps, ImmutableArray<CellChange> cells, WireShape shape)
    {
        var now = default(OrgData);
        if (OrgData.IsHalf(cells))
        {
            var look = await steps.GetAsync(GraphPath.One(Kind.User, steps.Job.Id, $"id,{OrgData.Property}"));
            if (look.Status != 200)
                return steps.JudgeLook(look);
            using var json = JsonDocument.Parse(look.Body);
            now = OrgData.Read(json.RootElement);
        }

        return steps.Judge(await steps.SendAsync(GraphWrite.Update(Kind.User, steps.Job.Id, json => UserConvert.ToWire(json, cells, shape, now))));
    }

    /// <summary>Closes the account first, then its sessions: a session that is revoked before could be opened again.</summary>
    public static async Task<OperationResult> DisableAsync(WriteSteps steps, Operation.Disable disable, WireShape shape)
    {
        var closed = await UpdateAsync(steps, disable.Cells, shape);
        if (!closed.Outcome.Succeeded || !disable.RevokeSessions)
            return closed;
        return Told(await RevokeAsync());

        async Task<OperationResult> RevokeAsync()
        {
            try
            {
                return steps.Judge(await steps.SendAsync(GraphWrite.RevokeSessions(steps.Job.Id)));
            }
            catch (WireException e)
            {
                return steps.Lost(e);
            }
        }
    }

    /// <summary>The account is closed whatever became of its sessions, and closing it again does no harm.</summary>
    private static OperationResult Told(OperationResult revoked)
    {
        return revoked.Outcome switch
        {
            Outcome.Failed { Fault: var f } => revoked with { Outcome = new Outcome.Failed(Tell(f)) },
            Outcome.Conflict { Fault: var f } => revoked with { Outcome = new Outcome.Conflict(Tell(f)) },
            Outcome.Unknown { Fault: var f } => revoked with { Outcome = new Outcome.Unknown(Tell(f)) },
            Outcome.Throttled { Fault: var f } throttled => revoked with { Outcome = throttled with { Fault = Tell(f) } },
            _ => revoked,
        };

        static Fault Tell(Fault fault) => fault with { Message = $"the account is closed, its sessions are not: {fault.Message}" };
    }
}
