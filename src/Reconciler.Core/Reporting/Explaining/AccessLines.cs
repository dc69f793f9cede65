using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Projection;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>The lines by which a person reaches an application: membership, nesting, assignment; what this plan ends; and what does not reach far enough.</summary>
internal static class AccessLines
{
    public static IEnumerable<WayStep> Of(Subject subject, ApplicationSettings application, Handle person)
    {
        var (outlook, roster) = (subject.Outlook, subject.Outlook.Roster);
        var (before, after) = (outlook.Before(application).WaysOf(person), outlook.After(application).WaysOf(person));
        foreach (var way in after)
            yield return new WayStep(before.Contains(way) ? "stays" : "gained", Role(outlook, way.Role), [.. Lines(subject, application, person, way)]);
        foreach (var way in before.Where(w => !after.Contains(w)))
        {
            var ended = Standing.Ended(outlook, application, person, way);
            var what = way.Through is { } group ? $"was a member of {roster.NameOf(group)}" : "was assigned directly";
            var because = ended is null ? null : Wording.Because(ended, subject.Run.Model.Files.Contains) ?? (ended is Cause.NotListed ? "the list does not name it" : null);
            yield return new WayStep("lost", Role(outlook, way.Role), [new LineStep(because is null ? what : $"{what}: {because}", ended is null ? null : Wording.Where(ended))]);
        }

        foreach (var group in outlook.After(application).Groups)
        {
            // Who has the role anyway misses nothing.
            if (after.All(w => w.Role != group.Role) && Path(outlook.View, group.To, person) is { } path)
                yield return NestedOnly(subject, application, person, group, path);
        }
    }

    /// <summary>What is written about a person whom nobody could find, and waits.</summary>
    public static IEnumerable<WayStep> Written(Subject subject, ApplicationSettings application)
    {
        foreach (var line in application.Assignments?.Ends ?? [])
        {
            if (line.To is not Reference.ByKey { Key: var key } || line.Until < subject.Outlook.Day)
                continue;
            if (key == subject.Key)
                yield return new WayStep("waits", line.Role, [new LineStep("assigned directly", line.Span.ToLine())]);
            else if (DeclaredMember(subject, key) is { } member && !(member.Until < subject.Outlook.Day))
                yield return new WayStep("waits", line.Role, [new LineStep($"member of {key.Name}", member.Span.ToLine()), new LineStep($"{key.Name} is assigned", line.Span.ToLine())]);
        }
    }

    private static IEnumerable<LineStep> Lines(Subject subject, ApplicationSettings application, Handle person, AccessWay way)
    {
        var outlook = subject.Outlook;
        if (way.Through is not { } group)
        {
            yield return Assignment(outlook, application, "assigned directly", new LinkEnd(person, way.Role));
            yield break;
        }

        yield return Membership(subject, group, person);
        if (outlook.LineOf(application, new LinkEnd(group, way.Role)) is not { Expand: false } && Expanded(outlook, application, group) is var (outer, line))
        {
            foreach (var step in Nested(subject, outer, group))
                yield return step;
            yield return new LineStep($"{outlook.Roster.NameOf(outer)} is assigned, nested: expand", line.Span.ToLine());
        }
        else
        {
            yield return Assignment(outlook, application, $"{outlook.Roster.NameOf(group)} is assigned", new LinkEnd(group, way.Role));
        }
    }

    private static WayStep NestedOnly(Subject subject, ApplicationSettings application, Handle person, LinkEnd group, ImmutableArray<Handle> path)
    {
        var (outlook, name) = (subject.Outlook, subject.Outlook.Roster.NameOf(group.To));
        var line = outlook.LineOf(application, group);
        return new WayStep("nestedOnly", Role(outlook, group.Role),
        [
            Membership(subject, path[^1], person),
            .. Nested(subject, group.To, path[^1]),
            Assignment(outlook, application, $"{name} is assigned", group),
        ])
        {
            Advice = $"Entra gives a role to direct members of an assigned group only: add {subject.Name} to {name}, assign {outlook.Roster.NameOf(path[^1])}, or write nested: expand"
                + (line is { } at ? $" on {at.Span.ToLine()}" : ""),
        };
    }

    private static LineStep Assignment(DirectoryOutlook outlook, ApplicationSettings application, string what, LinkEnd end) =>
        outlook.LineOf(application, end) is { } line
            ? new LineStep(line.Until is { } until ? $"{what} until {until:yyyy-MM-dd}" : what, line.Span.ToLine())
            : new LineStep($"{what}, by no line of this workspace", null);

    private static LineStep Membership(Subject subject, Handle group, Handle person)
    {
        var (outlook, name) = (subject.Outlook, subject.Outlook.Roster.NameOf(group));
        var what = $"member of {name}";
        if (outlook.Roster.KeyOf(group) is { } key && DeclaredMember(subject, key) is { } line)
            return new LineStep(line.Until is { } until ? $"{what} until {until:yyyy-MM-dd}" : what, line.Span.ToLine());
        if (!outlook.View.Value(group, "membershipRule").IsAbsent)
        {
            var isTouched = outlook.EntryOf(group)?.Cells.Any(c => c.Attribute.Name == "membershipRule") == true;
            return new LineStep($"{what}, as Entra last computed its rule{(isTouched ? ", which this plan changes" : "")}", Declared(outlook, group)?.Span.ToLine());
        }

        if (outlook.EditOf("members", group, new LinkEnd(person)) is { } cause)
            return new LineStep(cause is Cause.Filtered ? $"{what}, by membersWhere" : what, Wording.Where(cause));
        var list = Declared(outlook, group)?.Links.FirstOrDefault(l => l.Link == "members");
        return list switch
        {
            { Where: { } filter } => new LineStep($"{what}, by membersWhere", filter.Span.ToLine()),
            null => new LineStep($"{what}, by no line of this workspace", null),
            _ => new LineStep($"{what}, live and not named by its list{Withheld(outlook, group)}", list.Span.ToLine()),
        };
    }

    private static string Withheld(DirectoryOutlook outlook, Handle group) =>
        outlook.EntryOf(group)?.Links.FirstOrDefault(l => l.Link.Name == "members") is { Withheld: > 0, WithheldWhy: { } why } ? $"; nobody is taken off it: {why}" : "";

    // From the group that a person is in outwards to the one that is assigned.
    private static IEnumerable<LineStep> Nested(Subject subject, Handle outer, Handle inner)
    {
        var outlook = subject.Outlook;
        if (Path(outlook.View, outer, inner) is not { } path)
            yield break;
        for (var i = path.Length - 1; i >= 0; i--)
        {
            var child = i + 1 < path.Length ? path[i + 1] : inner;
            var span = Declared(outlook, path[i])?.Links.FirstOrDefault(l => l.Link == "members")?.Ends.FirstOrDefault(e => Is(outlook, e, child)).Span ?? SourceSpan.None;
            yield return new LineStep($"{outlook.Roster.NameOf(child)} is in {outlook.Roster.NameOf(path[i])}", span.IsNone ? null : span.ToLine());
        }
    }

    private static (Handle Outer, DeclaredReference Line)? Expanded(DirectoryOutlook outlook, ApplicationSettings application, Handle group)
    {
        foreach (var line in application.Assignments?.Ends ?? [])
        {
            if (line.Expand && Resolve(outlook, line) is { } outer && Nesting.Of(outlook.View, outer).Contains(group))
                return (outer, line);
        }

        return null;
    }

    // The shortest chain of groups from a root down to the one that holds the end directly; null when none does.
    private static ImmutableArray<Handle>? Path(DirectoryView view, Handle root, Handle end)
    {
        var from = new Dictionary<Handle, Handle?> { [root] = null };
        var open = new Queue<Handle>([root]);
        while (open.TryDequeue(out var group))
        {
            foreach (var member in view.Links("members", group).Ends)
            {
                if (member.To == end)
                    return Back(group);
                if (view.Roster.KindOf(member.To) == Kind.Group && from.TryAdd(member.To, group))
                    open.Enqueue(member.To);
            }
        }

        return null;

        ImmutableArray<Handle> Back(Handle last)
        {
            var path = new Stack<Handle>();
            for (Handle? at = last; at is { } group; at = from[group])
                path.Push(group);
            return [.. path];
        }
    }

    private static DeclaredReference? DeclaredMember(Subject subject, ResourceKey group)
    {
        var list = subject.Run.Model.Resources.FirstOrDefault(r => r.Key == group)?.Links.FirstOrDefault(l => l.Link == "members");
        foreach (var end in list?.Ends ?? [])
        {
            if (end.To is Reference.ByKey { Key: var key } ? key == subject.Key : subject.Handle is { } handle && !subject.IsInConflict && Is(subject.Outlook, end, handle))
                return end;
        }

        return null;
    }

    private static DeclaredResource? Declared(DirectoryOutlook outlook, Handle handle) =>
        outlook.Roster.KeyOf(handle) is { } key ? outlook.Model.Resources.FirstOrDefault(r => r.Key == key) : null;

    private static bool Is(DirectoryOutlook outlook, DeclaredReference line, Handle handle) => Resolve(outlook, line) == handle;

    private static Handle? Resolve(DirectoryOutlook outlook, DeclaredReference line) => line.To switch
    {
        Reference.ByKey key => outlook.Roster.Find(key.Key),
        Reference.ById id => outlook.Roster.Find(id.Id),
        Reference.ByAttribute by => outlook.View.Find(by.Kind, by.Attribute, by.Value),
        _ => null,
    };

    private static string? Role(DirectoryOutlook outlook, ValueId role) => outlook.View.Pool[role].ToString() is { Length: > 0 } name ? name : null;
}
