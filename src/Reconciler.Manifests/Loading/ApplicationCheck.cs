using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Checks what is named of applications: their keys, roles, mappings and targets.</summary>
internal sealed class ApplicationCheck(Draft draft)
{
    private readonly Dictionary<string, DraftApplication> applications = new(StringComparer.OrdinalIgnoreCase);
    private readonly Suggester suggester = new();

    public void Run()
    {
        foreach (var application in draft.Applications.All)
        {
            if (application.Key.Text.Equals("directory", StringComparison.OrdinalIgnoreCase))
                draft.Faults.Add(LoadingFaults.ReservedKey(application.Key));
            if (!applications.TryAdd(application.Key.Text, application))
                draft.Faults.Add(LoadingFaults.ApplicationsDifferByCase(application.Key, applications[application.Key.Text].Key));
        }

        new EnterpriseAppCheck(draft).Run();
        AccountsCheck.OfControl(draft);
        CheckRoles();
        CheckTargets();
    }

    /// <summary>Mappings stand in content files, so this waits for them.</summary>
    public void CheckMappings()
    {
        var known = new Dictionary<string, DraftMapping>(StringComparer.OrdinalIgnoreCase);
        foreach (var mapping in draft.Applications.Mappings)
        {
            if (!known.TryAdd(mapping.Key.Text, mapping))
                draft.Faults.Add(LoadingFaults.DuplicateMapping(mapping.Key, known[mapping.Key.Text].Key));
        }

        // A declared mapping takes the place of a built-in one.
        // They are read only where a mapping is named that nobody declares.
        foreach (var mapping in draft.Applications.MappingUses.Exists(u => !known.ContainsKey(u.Mapping.Text)) ? MappingSet.BuiltIn : [])
            known.TryAdd(mapping.Key.Text, new DraftMapping(mapping.Key, mapping.Kind.Name));

        var unknown = new Repeats<string>(StringComparer.Ordinal);
        foreach (var use in draft.Applications.MappingUses)
        {
            if (!known.TryGetValue(use.Mapping.Text, out var mapping))
                unknown.Add(use.Mapping.Text, use.Mapping.Span);
            else if (mapping.Object is { } kind && kind != use.Object)
                draft.Faults.Add(LoadingFaults.OtherMapping(use, mapping));
        }

        if (draft.IsWhole)
            unknown.Report(draft.Faults, (name, places) => LoadingFaults.UnknownMapping(places, name, suggester.Nearest(name, known.Values.Select(m => m.Key))));
    }

    private void CheckRoles()
    {
        var unknown = new Repeats<string>(StringComparer.Ordinal);
        var unknownRoles = new Repeats<(string Application, string Role)>();
        foreach (var use in draft.Applications.RoleUses)
        {
            if (!applications.TryGetValue(use.Application.Text, out var application))
                unknown.Add(use.Application.Text, use.Application.Span);
            else if (use.Role is { } role && !application.HasRole(role.Text))
                unknownRoles.Add((application.Key.Text, role.Text), role.Span);
        }

        unknown.Report(draft.Faults, (name, places) => LoadingFaults.UnknownApplication(places, name, suggester.Nearest(name, applications.Values.Select(a => a.Key))));
        unknownRoles.Report(draft.Faults, (use, places) =>
            LoadingFaults.UnknownRole(places, use.Application, use.Role, suggester.Nearest(use.Role, (applications[use.Application].Roles ?? []).Select(r => r.Value))));
    }

    private void CheckTargets()
    {
        var accounts = applications.Values.Where(a => a.HasAccounts).Select(a => $"{a.Key.Text}/scim");
        string[] targets = [.. draft.Directory is null ? [] : new[] { "directory" }, .. applications.Keys, .. accounts];
        foreach (var target in draft.Targets)
        {
            if (!targets.Contains(target.Text, StringComparer.Ordinal))
                draft.Faults.Add(LoadingFaults.UnknownTarget(target, targets));
        }

        foreach (var (line, always, allow) in draft.UselessOverrides)
        {
            if (targets.Contains(line.Target.Value, StringComparer.Ordinal))
                draft.Faults.Add(RuleFaults.OverrideUseless(line, always, allow));
        }
    }
}
