using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>Whether a person is to have an account in an application, and by which line or why not. <c>[IsSoftDeleted]</c> is its opposite.</summary>
internal readonly record struct Standing(bool IsWanted, Cause Cause)
{
    public static Standing Of(DirectoryOutlook outlook, ApplicationSettings application, ObjectMapping mapping, Handle person)
    {
        if (Gone(outlook, person) is { } gone)
            return new Standing(false, gone);
        var ways = outlook.After(application).WaysOf(person);
        if (ways.Count == 0)
            return new Standing(false, Lost(outlook, application, person));
        var source = new PersonSource(outlook, person, isSoftDeleted: false, ways);
        return mapping.Scope.Holds(name => Text(source.Read(new AttributeReference(name, -1))))
            ? new Standing(true, By(outlook, application, person, ways[0]))
            : new Standing(false, new Cause.NoAccess($"out of scope of {mapping.Key}", null, mapping.Span));
    }

    /// <summary>Why a person has no access to an application, or by which line they have.</summary>
    public static Cause Of(DirectoryOutlook outlook, ApplicationSettings application, Handle person)
    {
        if (Gone(outlook, person) is { } gone)
            return gone;
        return outlook.After(application).WaysOf(person) is [var way, ..] ? By(outlook, application, person, way) : Lost(outlook, application, person);
    }

    /// <summary>The line by which a person has a way to an application.</summary>
    public static Cause.Assigned By(DirectoryOutlook outlook, ApplicationSettings application, Handle person, AccessWay way)
    {
        var end = new LinkEnd(way.Through ?? person, way.Role);
        var line = outlook.LineOf(application, end);
        return new Cause.Assigned(way.Through is { } group ? $"as a member of {outlook.Roster.NameOf(group)}" : "directly", line?.Span ?? SourceSpan.None);
    }

    // Why the directory itself does not let this person take part.
    private static Cause.NoAccess? Gone(DirectoryOutlook outlook, Handle person)
    {
        var entry = outlook.EntryOf(person);
        if (entry?.Cause is Cause.Left left)
            return new Cause.NoAccess($"left {left.Since:yyyy-MM-dd}", left, left.At);
        if (entry is { Cause: Cause.Undeclared undeclared, Change: not Change.Release })
            return new Cause.NoAccess("no longer declared", undeclared, undeclared.Span);
        if (!outlook.View.Exists(person))
            return new Cause.NoAccess(entry?.Change is Change.Keep { Why: KeepReason.NotYetDue } ? "not started" : "deleted in the directory", entry?.Cause, SourceSpan.None);
        if (outlook.View.IsEnabled(person))
            return null;
        var closing = entry?.Cells.FirstOrDefault(c => c.Attribute.Role == Schemas.AttributeRole.Enablement)?.Cause;
        return new Cause.NoAccess(closing is Cause.Dated dated ? $"{dated.Word} {dated.Date:yyyy-MM-dd}" : "disabled in the directory", closing, SourceSpan.None);
    }

    private static Cause.NoAccess Lost(DirectoryOutlook outlook, ApplicationSettings application, Handle person)
    {
        foreach (var way in outlook.Before(application).WaysOf(person))
        {
            if (Ended(outlook, application, person, way) is { } cause)
                return new Cause.NoAccess("no longer assigned", cause, cause.Span);
        }

        return new Cause.NoAccess("not assigned", null, SourceSpan.None);
    }

    /// <summary>What of this plan ends a way; null when nothing of it does.</summary>
    public static Cause? Ended(DirectoryOutlook outlook, ApplicationSettings application, Handle person, AccessWay way)
    {
        var byMembership = way.Through is { } group ? outlook.EditOf("members", group, new LinkEnd(person)) : null;
        return byMembership ?? (outlook.HandleOf(application) is { } app ? outlook.EditOf("assignments", app, new LinkEnd(way.Through ?? person, way.Role)) : null);
    }

    private static string? Text(MappingValue value) => value.IsNull ? null : value.ToString();
}
