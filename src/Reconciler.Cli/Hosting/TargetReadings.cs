using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Model;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>All targets as they were read, side by side. An application that does not answer is told of and leaves the others free; a directory that does not ends the run.</summary>
internal sealed record TargetReadings(TargetReading? Directory, ImmutableArray<TargetReading> Accounts)
{
    public ImmutableDictionary<TargetName, Ledger> Ledgers =>
        Accounts.Concat(Directory is { } directory ? [directory] : []).ToImmutableDictionary(r => r.Target, r => r.Ledger);

    public static async Task<TargetReadings> ReadAsync(IdentityModel model, StateFolder state, EstateSession session, IReadCache? cache, CliHost host, CancellationToken cancellationToken)
    {
        using var progress = new ReadingView(host);
        var ledgers = new LedgerFile(state.History);
        var accounts = session.Accounts.Select(a => ReadAsync(a, model, ledgers, progress, cancellationToken)).ToArray();
        TargetReading? directory = null;
        if (session.Directory is { } entra)
        {
            var scope = new ReadScope.Everything(PartsOf(model)) { Applications = QueriesOf(model, ledgers), Expected = SizeOf(model) };
            var begun = session.Begun is { } head ? await head.FinishAsync(scope, progress.Of(TargetName.Directory)).ConfigureAwait(false) : null;
            var snapshot = begun ?? await entra.ReadAsync(Request(scope, TargetName.Directory, progress) with { Cache = cache }, cancellationToken).ConfigureAwait(false);
            directory = new TargetReading(TargetName.Directory, snapshot, ledgers.Load(model.Settings.Workspace, TargetName.Directory, snapshot.Facts.TenantId));
        }

        return new TargetReadings(directory, [.. await Task.WhenAll(accounts).ConfigureAwait(false)]);
    }

    private static async Task<TargetReading> ReadAsync(IReadTarget target, IdentityModel model, LedgerFile ledgers, ReadingView progress, CancellationToken cancellationToken)
    {
        var name = target.Descriptor.Name;
        var ledger = ledgers.Load(model.Settings.Workspace, name, null);
        try
        {
            return new TargetReading(name, await target.ReadAsync(Request(new ReadScope.Everything([]), name, progress), cancellationToken).ConfigureAwait(false), ledger);
        }
        catch (TargetException e)
        {
            return new TargetReading(name, null, ledger) { Fault = e };
        }
    }

    private static ReadRequest Request(ReadScope scope, TargetName target, ReadingView progress) =>
        new(scope, new Roster(target), new ValuePool()) { Progress = progress.Of(target) };

    // Read only what somebody's declaration needs: managers cost a delta chain, roles a permission.
    private static ImmutableHashSet<string> PartsOf(IdentityModel model)
    {
        var parts = ImmutableHashSet.CreateBuilder<string>();
        if (Declared(model).Any(r => r.Links.Any(l => l.Link == "manager")) || model.Applications.Concat(model.Earlier?.Model?.Applications ?? []).Any(a => a.Scim?.Users.Attributes.Any(r => r.IsReference) == true))
            parts.Add("manager");
        if (Declared(model).Any(r => r.Links.Any(l => l.Ends.Any(e => e.To is Reference.ByAttribute { Kind: var k } && k == Kind.ServicePrincipal))))
            parts.Add("servicePrincipal");
        // Whoever holds a role is never taken over silently, and may be protected.
        parts.Add("directoryRoles");
        return parts.ToImmutable();
    }

    private static ExpectedSize SizeOf(IdentityModel model) => new(model.OfKind(Kind.User).Count(), model.OfKind(Kind.Group).Count(),
        model.OfKind(Kind.Group).Sum(g => g.Links.Where(l => l.Link == "members").Sum(l => l.Ends.Length)));

    // Of an earlier revision too: what it managed is looked at before it is left alone.
    private static IEnumerable<DeclaredResource> Declared(IdentityModel model) => model.Resources.Concat(model.Earlier?.Model?.Resources ?? []);

    // Those that are declared, and those that bear our mark and are declared no longer.
    private static ImmutableArray<ApplicationQuery> QueriesOf(IdentityModel model, LedgerFile ledgers)
    {
        var declared = Declared(model).Where(r => r.Key.Kind == Kind.Application).Select(a => new ApplicationQuery
        {
            Id = a.Id?.Value,
            AppId = Text(a, "appId"),
            DisplayName = a.Id is null && Text(a, "appId") is null ? Text(a, "displayName") : null,
        }).ToArray();
        return declared.Length == 0 && !ledgers.Remembers(TargetName.Directory, Kind.Application) ? [] : [.. declared, new ApplicationQuery { Mark = $"{model.Settings.Workspace}/" }];

        static string? Text(DeclaredResource resource, string attribute) => resource.Value(attribute) is AttributeValue.Text text ? text.Value : null;
    }
}
