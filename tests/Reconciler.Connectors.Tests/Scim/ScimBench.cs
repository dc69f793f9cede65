using System.Collections.Immutable;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Our connector on a SCIM service of a test, with what makes operations.</summary>
internal sealed class ScimBench
{
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string Department = $"{Enterprise}:department";
    public const string Manager = $"{Enterprise}:manager";
    public const string WorkMail = "emails[type eq \"work\"].value";
    public static readonly TargetName Wiki = new("wiki/scim");
    private static readonly Cause Because = new Cause.Derived("test", SourceSpan.None);
    private int _operations;

    public ScimBench(Uri root, ScimProfile? profile = null, string bearer = "token-of-tests", bool groups = true)
    {
        Settings = SettingsOf(root, profile ?? Generic, groups);
        Connection = ConnectorCatalog.Connect(Wiki, root, bearer, Settings, Time, new CountedRandomness());
        Reader = ConnectorCatalog.ScimReader(Connection);
        Writer = ConnectorCatalog.ScimWriter(Connection);
    }

    public ScimBench(ScimConnection connection)
    {
        (Settings, Connection) = (connection.Settings, connection);
        Reader = ConnectorCatalog.ScimReader(connection);
        Writer = ConnectorCatalog.ScimWriter(connection);
    }

    /// <summary>The built-in profile generic, as far as tests need it.</summary>
    public static ScimProfile Generic { get; } = new("generic")
    {
        Users = new ScimProfile.UsersPart
        {
            Extensions = [Enterprise],
            FilterBy = ["userName", "externalId", "emails.value"],
            Attributes = new ScimProfile.UsersPart().Attributes.Add("userName", new ScimProfile.AttributePart { Required = true, UniqueOnServer = true })
                .Add("externalId", new ScimProfile.AttributePart { CaseExact = true }).Add("password", new ScimProfile.AttributePart { Mutability = "writeOnly" }),
        },
        Groups = new ScimProfile.GroupsPart { FilterBy = ["displayName", "externalId"] },
    };

    public ScimSettings Settings { get; }

    public FastTime Time { get; } = new();

    public ScimConnection Connection { get; }

    public IReadTarget Reader { get; }

    public IWriteTarget Writer { get; }

    public Roster Roster { get; } = new(Wiki);

    public static ScimSettings SettingsOf(Uri root, ScimProfile profile, bool groups = true, ScimAuthentication? authentication = null)
    {
        var users = new ObjectMapping("u", Kind.User, [.. new[]
        {
            Row("userName", "userPrincipalName"), Row("externalId", "objectId"), Row("active", "accountEnabled"), Row(WorkMail, "mail"), Row("name.givenName", "givenName"),
            Row("name.familyName", "surname"), Row("displayName", "displayName"), Row("title", "jobTitle"), Row(Department, "department"), Row("roles", "companyName"),
            Row("emails[type eq \"home\"].primary", "city"), Row("password", "state"), Row(Manager, "manager", isReference: true),
        }], SourceSpan.None);
        var pushed = new ObjectMapping("g", Kind.Group, [Row("displayName", "displayName"), Row("externalId", "objectId"), Row("members", "members", isReference: true)], SourceSpan.None);
        return new ScimSettings(root, authentication ?? new ScimAuthentication.Anonymous(), profile, users) { Groups = groups ? new PushSettings(pushed) : null };
    }

    public Task<Snapshot> ReadAsync() => ReadAsync(new ReadScope.Everything([]));

    public Task<Snapshot> ReadAsync(ReadScope scope) => Reader.ReadAsync(new ReadRequest(scope, new Roster(Wiki), new ValuePool()), default);

    public Task<Snapshot> FindAsync(string attribute, string value) => ReadAsync(new ReadScope.Find(Kind.User, attribute, value));

    public async Task<Fault> FaultAsync() => (await Assert.ThrowsAsync<TargetException>(() => ReadAsync())).Fault;

    public async Task<OperationResult> ApplyAsync(Operation operation, int number = 1)
    {
        var result = Assert.Single(await Writer.ApplyAsync([new Attempt(operation, number)], Roster, default));
        if (result.CreatedId is { } id)
            Roster.Created(operation.Object, id);
        return result;
    }

    public async Task<T> OutcomeAsync<T>(Operation operation, int number = 1)
        where T : Outcome
    {
        var result = await ApplyAsync(operation, number);
        Assert.True(result.Outcome is T, result.ToString());
        return (T)result.Outcome;
    }

    public async Task<Handle> MakeAsync(Operation create)
    {
        await OutcomeAsync<Outcome.Applied>(create);
        Assert.NotNull(Roster.IdOf(create.Object));
        return create.Object;
    }

    public Handle Live(string id, Kind? kind = null) => Roster.Live(kind ?? Kind.User, new RemoteId(id));

    public Operation.Create NewUser(string name, params (string Name, AttributeValue Value)[] more) =>
        Create(Kind.User, name, [("userName", Text($"{name}@contoso.com")), ("externalId", Text($"ext-{name}")), ("active", AttributeValue.Of(true)), .. more]);

    public Operation.Create NewGroup(string name, params Handle[] members) =>
        Create(Kind.Group, name, [("displayName", Text(name)), ("externalId", Text($"ext-{name}"))]) with { Links = members.Length == 0 ? [] : [Ends(Kind.Group, "members", members)] };

    public Operation.Create Create(Kind kind, string name, params (string Name, AttributeValue Value)[] cells) =>
        new(Next(), Roster.Declared(new ResourceKey(kind, name)), kind, Phase.Establish, Cells(kind, cells), []) { Name = name };

    public Operation.Update Update(Handle handle, params (string Name, AttributeValue Value)[] cells) => Update(Kind.User, handle, cells);

    public Operation.Update Update(Kind kind, Handle handle, params (string Name, AttributeValue Value)[] cells) =>
        new(Next(), handle, kind, Phase.Establish, kind.Name, Cells(kind, cells)) { Name = "update" };

    public Operation.Disable Disable(Handle handle) =>
        new(Next(), handle, Kind.User, Phase.Disable, Cells(Kind.User, ("active", AttributeValue.Of(false))), false) { Name = "disable" };

    public Operation.Delete Delete(Kind kind, Handle handle) => new(Next(), handle, kind, Phase.Delete, new Claim.Policy("test", SourceSpan.None)) { Name = "delete" };

    public Operation.Link Link(Kind kind, Handle from, string link, params Handle[] ends) => new(Next(), from, kind, Phase.Link, Ends(kind, link, ends)) { Name = "link" };

    public Operation.Unlink Unlink(Kind kind, Handle from, string link, params Handle[] ends) => new(Next(), from, kind, Phase.Unlink, Ends(kind, link, ends)) { Name = "unlink" };

    public static AttributeValue Text(string text) => AttributeValue.Of(text);

    public static AttributeValue Cell(Snapshot snapshot, string id, string attribute, Kind? kind = null) =>
        snapshot.Pool[snapshot[kind ?? Kind.User].Cell(HandleOf(snapshot, id), attribute)];

    public static string[] Names(Snapshot snapshot, string link, string from) =>
        [.. snapshot.Links(link, HandleOf(snapshot, from)).Ends.Select(e => snapshot.Roster.NameOf(e.To)).Order(StringComparer.Ordinal)];

    public static Handle HandleOf(Snapshot snapshot, string id) => snapshot.Roster.Find(new RemoteId(id)) ?? throw new KeyNotFoundException(id);

    public ImmutableArray<CellChange> Cells(Kind kind, params (string Name, AttributeValue Value)[] cells) =>
        [.. cells.Select(c => new CellChange(Reader.Descriptor.Schema[kind].Find(c.Name) ?? throw new KeyNotFoundException(c.Name), AttributeValue.None, c.Value, Because))];

    private LinkEnds Ends(Kind kind, string link, params Handle[] ends) =>
        new(Reader.Descriptor.Schema[kind].FindLink(link) ?? throw new KeyNotFoundException(link), [.. ends]);

    private static AttributeMapping Row(string path, string source, bool isReference = false) =>
        new(TargetPath.Parse(path).Path ?? throw new ArgumentException(path, nameof(path)), new MappingSource.Direct(new SourceAttribute(source, source) { IsReference = isReference }));

    private OperationId Next() => new($"op{++_operations}");
}
