using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>
/// Adds and removes ends of a list. The whole list is compared after the write: there are services that say yes and do nothing,
/// and such that lose members on the way.
/// </summary>
internal sealed class MemberWrites(ScimSteps steps, LinkEnds links, RemoteId id)
{
    private readonly TargetPath _path = steps.Shape[links.Link.Name];
    private HashSet<RemoteId>? _before;

    private ScimProfile.MembersPart Part => steps.Profile.Members;

    /// <summary>Whether a group shows its members when it is asked for by id.</summary>
    public static bool IsReadable(ScimProfile profile) => profile.Members.Read.Contains(MemberReading.List) || profile.Members.Read.Contains(MemberReading.Get);

    public async Task<OperationResult> AddAsync() => await RunAsync(adds: true, [.. Part.AddForms.Select(f => f.ToString())], Most(Part.AddsPerRequest, Part.AddsPerOperation));

    public async Task<OperationResult> RemoveAsync() => await RunAsync(adds: false, [.. Part.RemoveForms.Select(f => f.ToString())],
        Most(Part.RemovesPerRequest, Part.RemoveForms is [MemberRemoveForm.Array] ? Part.RemovesPerOperation : 1));

    /// <summary>Ends in one request: what members may, what a PATCH may, and what the group's rate lets through at once.</summary>
    private int Most(int perRequest, int perOperation) =>
        (int)Math.Min(Math.Min(perRequest, (long)perOperation * steps.Profile.Patch.Operations), steps.Memory.MembersOf(id)?.Count ?? int.MaxValue);

    private async Task<OperationResult> RunAsync(bool adds, ImmutableArray<string> forms, int perRequest)
    {
        var pending = links.Ends;
        WireAnswer? accepted = null, refused = null;
        if (IsReadable(steps.Profile))
        {
            var (look, group) = await steps.Reads.OneAsync(steps.Shape.Part, id, CancellationToken.None);
            if (group is null)
                return steps.JudgeLook(look);
            _before = Shown(group);
            pending = Part.TruncatedAt <= _before.Count && !adds ? pending : pending.RemoveAll(e => _before.Contains(steps.IdOf(e)) == adds);
            if (pending.IsEmpty)
                return steps.Of(new Outcome.AlreadyDone(), look);
        }

        foreach (var form in await FormsAsync(forms))
        {
            var round = await SendAsync(adds, form, pending, perRequest);
            if (round.End is { } end)
                return end;
            (accepted, refused) = (round.Accepted ?? accepted, round.Refused ?? refused);
            if (round.Accepted is null)
                continue;
            var proof = await ProveAsync(adds, pending.RemoveAll(round.Left.Contains));
            if (proof.Unread is { } unread)
                return steps.Of(new Outcome.Unknown(steps.Reads.Faults.Of(unread) with { Message = $"the change was accepted, and the group cannot be read back ({unread.Status})" }), accepted);
            if (proof.Lost is { } lost)
                return steps.Of(new Outcome.AcceptedNotApplied(lost), accepted);
            pending = [.. round.Left, .. proof.Missing];
            if (!pending.IsEmpty)
                continue;
            steps.Memory.Worked[Key(adds)] = form;
            return steps.Of(new Outcome.Applied(), accepted);
        }

        var names = string.Join(", ", pending.Take(5).Select(e => steps.Roster.NameOf(e.To)));
        return accepted is not null
            ? steps.Of(new Outcome.AcceptedNotApplied($"the service said yes, and {pending.Length} of {links.Ends.Length} {links.Link.Name} did not {(adds ? "come" : "go")}: {names}"), accepted)
            : refused is not null ? steps.Judge(refused) : steps.Of(new Outcome.Failed(new Fault("noForm", $"the profile has no form to write {links.Link.Name}", null, "see groups.update and members in the profile")));
    }

    /// <summary>PATCH in its forms, and PUT where the profile has it; the one that last worked comes first.</summary>
    private async Task<ImmutableArray<string>> FormsAsync(ImmutableArray<string> patches)
    {
        var update = steps.Shape.Part.Update;
        var patch = update.Contains(UpdateForm.Path) || update.Contains(UpdateForm.NoPath) ? patches : [];
        ImmutableArray<string> put = update.Contains(UpdateForm.Put) && IsReadable(steps.Profile) && !(_before?.Count >= Part.TruncatedAt) ? [nameof(UpdateForm.Put)] : [];
        var denied = (await steps.Reads.ConfigAsync(CancellationToken.None)).Patch == false && update is not [UpdateForm.Path, ..];
        ImmutableArray<string> forms = denied ? [.. put, .. patch] : [.. patch, .. put];
        var known = steps.Memory.Worked.GetValueOrDefault(Key(false)) is var removed && forms.Contains(removed ?? "") ? removed : steps.Memory.Worked.GetValueOrDefault(Key(true));
        return [.. forms.OrderBy(f => f == known ? 0 : 1)];
    }

    private async Task<Round> SendAsync(bool adds, string form, ImmutableArray<LinkEnd> ends, int perRequest)
    {
        if (form == nameof(UpdateForm.Put))
            return await PutAsync(adds, ends);
        var (waiting, left) = (new Stack<ImmutableArray<LinkEnd>>(ends.Chunk(perRequest).Select(c => c.ToImmutableArray()).Reverse()), ImmutableArray.CreateBuilder<LinkEnd>());
        WireAnswer? accepted = null, refused = null;
        while (waiting.TryPop(out var part))
        {
            if (steps.Memory.MembersOf(id) is { } pace)
                await pace.WaitAsync(part.Length, CancellationToken.None);
            var answer = await steps.Writes.PatchAsync(steps.Shape, id, PatchOp.Body(adds ? Adding(form, part) : Removing(form, part), steps.Profile));
            if (answer.IsSuccess)
            {
                accepted = answer;
            }
            else if (answer.Status is 413 or 400 && part.Length > 1)
            {
                waiting.Push(part[(part.Length / 2)..]);
                waiting.Push(part[..(part.Length / 2)]);
            }
            else if (!steps.IsRefusal(answer) && !(answer.Status == 404 && (await steps.Reads.OneAsync(steps.Shape.Part, id, CancellationToken.None)).Resource is not null))
            {
                return new Round(accepted, refused, [], steps.Judge(answer));
            }
            else
            {
                refused ??= answer;
                left.AddRange(part);
                // One alone is refused, and nothing was taken before: it is the form, not the member.
                if (accepted is null)
                    return new Round(null, refused, ends, null);
            }
        }

        return new Round(accepted, refused, left.ToImmutable(), null);
    }

    private IEnumerable<PatchOp> Adding(string form, ImmutableArray<LinkEnd> ends) => ends.Chunk(Part.AddsPerOperation).Select(part =>
    {
        var list = new JsonArray([.. part.Select(e => (JsonNode?)MemberJson.Of(steps, e))]);
        return form switch
        {
            nameof(MemberAddForm.NoPath) => PatchOp.Add(null, new JsonObject { [_path.ToString()] = list }),
            nameof(MemberAddForm.Object) => PatchOp.Add(_path.ToString(), new JsonObject { [_path.ToString()] = list }),
            _ => PatchOp.Add(_path.ToString(), list),
        };
    });

    // A removal without a filter or a value would empty the list: there is none here.
    private IEnumerable<PatchOp> Removing(string form, ImmutableArray<LinkEnd> ends) => form == nameof(MemberRemoveForm.Array)
        ? ends.Chunk(Part.RemovesPerOperation).Select(part =>
            new PatchOp("remove", _path.ToString(), new JsonArray([.. part.Select(e => (JsonNode?)new JsonObject { ["value"] = steps.IdOf(e).Value })]), true))
        : ends.Select(e => PatchOp.Remove($"{_path}[value eq {ScimAddress.Quoted(steps.IdOf(e).Value)}]"));

    private async Task<Round> PutAsync(bool adds, ImmutableArray<LinkEnd> ends)
    {
        var (look, group) = await steps.Reads.OneAsync(steps.Shape.Part, id, CancellationToken.None);
        if (group is null)
            return new Round(null, null, [], steps.JudgeLook(look));
        var tree = ResourceTree.Copy(group.Json);
        var gone = ends.Select(e => steps.IdOf(e)).ToHashSet();
        var kept = group.At(_path).Where(m => ShownEnd.Read(m) is { } end && !gone.Contains(end.Id)).Select(m => JsonNode.Parse(m.GetRawText()));
        tree[_path.Attribute] = new JsonArray([.. kept, .. adds ? ends.Select(e => (JsonNode?)MemberJson.Of(steps, e)) : []]);
        var answer = await steps.Writes.PutAsync(steps.Shape, id, ResourceTree.ForPut(tree, steps.Profile, steps.Shape.Part, []));
        return answer.IsSuccess ? new Round(answer, null, [], null)
            : steps.IsRefusal(answer) || answer.Status == 404 ? new Round(null, answer, ends, null)
            : new Round(null, null, [], steps.Judge(answer));
    }

    /// <summary>Whether the list is as it was, and with or without these ends. What cannot be seen is believed.</summary>
    private async Task<(ImmutableArray<LinkEnd> Missing, string? Lost, WireAnswer? Unread)> ProveAsync(bool adds, ImmutableArray<LinkEnd> ends)
    {
        if (_before is null || _before.Count + ends.Length >= Part.TruncatedAt)
            return ([], null, null);
        var (answer, group) = await steps.UntilAsync(steps.Shape, id, (_, seen) => seen is not null && Missing(Shown(seen)).IsEmpty);
        if (group is null)
            return ([], null, answer);
        var now = Shown(group);
        var ours = links.Ends.Select(steps.IdOf).ToHashSet();
        var lost = _before.Count(m => !now.Contains(m) && (adds || !ours.Contains(m)));
        return (Missing(now), lost == 0 ? null : $"{lost} members went that were not to go: check the group, and members in the profile", null);

        ImmutableArray<LinkEnd> Missing(HashSet<RemoteId> shown) => ends.RemoveAll(e => shown.Contains(steps.IdOf(e)) == adds);
    }

    private HashSet<RemoteId> Shown(ScimResource group) => [.. steps.Shape.EndsOf(group, links.Link.Name).Select(e => e.Id)];

    private string Key(bool adds) => $"{steps.Shape.Kind} {links.Link.Name} {(adds ? '+' : '-')}";

    /// <param name="Left">Ends that this form did not take.</param>
    /// <param name="End">Set where the operation ends here.</param>
    private sealed record Round(WireAnswer? Accepted, WireAnswer? Refused, ImmutableArray<LinkEnd> Left, OperationResult? End);
}
