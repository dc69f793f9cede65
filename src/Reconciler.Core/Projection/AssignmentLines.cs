using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Which written line assigns a principal to one application.</summary>
internal sealed class AssignmentLines
{
    private readonly Dictionary<LinkEnd, DeclaredReference> _exact = [];
    private readonly Dictionary<Handle, DeclaredReference> _any = [];

    public AssignmentLines(DirectoryOutlook outlook, ApplicationSettings application)
    {
        foreach (var line in application.Assignments?.Ends ?? [])
        {
            if (Handle(outlook, line.To) is not { } handle)
                continue;
            foreach (var end in line.Expand ? Nesting.Of(outlook.View, handle) : [handle])
            {
                _exact.TryAdd(new LinkEnd(end, outlook.View.Pool.Intern(line.Role)), line);
                _any.TryAdd(end, line);
            }
        }
    }

    /// <summary>The line of that principal and role, else one of that principal.</summary>
    public DeclaredReference? Find(LinkEnd end) =>
        _exact.TryGetValue(end, out var line) || _any.TryGetValue(end.To, out line) ? line : null;

    private static Handle? Handle(DirectoryOutlook outlook, Reference reference) => reference switch
    {
        Reference.ByKey key => outlook.Roster.Find(key.Key),
        Reference.ById id => outlook.Roster.Find(id.Id),
        Reference.ByAttribute by => outlook.View.Find(by.Kind, by.Attribute, by.Value),
        _ => null,
    };
}
