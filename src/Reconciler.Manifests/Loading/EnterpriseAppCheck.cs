using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Checks what the control file says about each application against itself and against the others.</summary>
internal sealed class EnterpriseAppCheck(Draft draft)
{
    private const string Graph = "00000003-0000-0000-c000-000000000000";

    public void Run()
    {
        foreach (var application in draft.Applications.All)
        {
            if (application.EnterpriseApp is { } app)
                Judge(application, app);
            JudgeRoles(application);
        }

        ReportSame("the same `id`", a => a.EnterpriseApp?.Id);
        ReportSame("the same `appId`", a => a.EnterpriseApp?.AppId);
        ReportSame("the same `displayName`", a => a.EnterpriseApp?.DisplayName);
        ReportAddresses();
    }

    private void Judge(DraftApplication application, DraftEnterpriseApp app)
    {
        // Of a directory that could not be read it is not known that it is missing.
        if (draft.HasNoDirectory)
            draft.Faults.Add(ApplicationFaults.NoDirectory(application.Key, app.Span));
        if (app.AppId is { Text: Graph } graph)
            draft.Faults.Add(ApplicationFaults.IsGraph(graph.Span));
    }

    private void JudgeRoles(DraftApplication application)
    {
        var first = new Dictionary<string, DraftRole>(StringComparer.Ordinal);
        foreach (var role in application.Roles ?? [])
        {
            if (!first.TryAdd(role.Value.Text, role))
                draft.Faults.Add(ApplicationFaults.RoleTwice(role.Value, first[role.Value.Text].Value));
        }

        if (application is { Roles: not null } && application.FindUnmanaged(EnterpriseApp.Roles) is { } unmanaged)
            draft.Faults.Add(LoadingFaults.ManagedAndUnmanaged(unmanaged.Span, unmanaged.Text, application.RolesSpan));
    }

    private void ReportSame(string what, Func<DraftApplication, Written?> named)
    {
        var first = new Dictionary<string, DraftApplication>(StringComparer.OrdinalIgnoreCase);
        foreach (var application in draft.Applications.All)
        {
            if (named(application) is { } line && !first.TryAdd(line.Text, application))
                ReportTwin(what, line, first[line.Text], named);
        }
    }

    // One address may serve several customers, told apart by the token; with one sign-in it is one service.
    private void ReportAddresses()
    {
        var known = new Dictionary<string, List<DraftApplication>>(StringComparer.Ordinal);
        foreach (var application in draft.Applications.All)
        {
            if (AddressOf(application) is not { } line || Addresses.Plain(line.Text) is not { } address)
                continue;
            if (!known.TryGetValue(address, out var others))
                known.Add(address, others = []);
            var twin = application.Scim?.Authentication is { } ours ? others.Find(o => ours == o.Scim?.Authentication) : null;
            if (twin is not null)
                ReportTwin("the same `baseUrl` and the same sign-in", line, twin, AddressOf);
            else if (others.Count > 0 && AddressOf(others[0]) is { } other)
                draft.Faults.Add(ApplicationFaults.SameAddress(line, other, others[0].Key));
            others.Add(application);
        }
    }

    private void ReportTwin(string what, Written line, DraftApplication twin, Func<DraftApplication, Written?> named)
    {
        if (named(twin) is { } other)
            draft.Faults.Add(ApplicationFaults.SameTarget(what, line, other, twin.Key));
    }

    private static Written? AddressOf(DraftApplication application) => application.Scim?.BaseUrl ?? application.ProvisioningUrl;
}
