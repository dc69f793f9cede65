using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>
/// Changes an object: the profile's forms in their order, each for what does not show yet. A success that shows nothing is no success;
/// that is six of nine services' answer to some form of PATCH.
/// </summary>
internal sealed class UpdateWrites(ScimSteps steps, RemoteId id)
{
    private ResourceShape Shape => steps.Shape;

    public async Task<OperationResult> RunAsync(ImmutableArray<WireChange> changes)
    {
        ScimResource? current = null;
        if (changes.Any(c => c.NeedsCurrent))
        {
            var (look, seen) = await steps.Reads.OneAsync(Shape.Part, id, CancellationToken.None);
            if (seen is null)
                return steps.JudgeLook(look);
            current = seen;
            if (changes.All(c => c.Shows(seen)))
                return steps.Of(new Outcome.AlreadyDone(), look);
        }

        var (pending, accepted, refused, sent) = (changes, (WireAnswer?)null, (WireAnswer?)null, new HashSet<string>(StringComparer.Ordinal));
        foreach (var form in await FormsAsync(changes))
        {
            if (form.Update != UpdateForm.Path && current is null)
            {
                var (look, seen) = await steps.Reads.OneAsync(Shape.Part, id, CancellationToken.None);
                if (seen is null)
                    return steps.JudgeLook(look);
                current = seen;
            }

            var heard = (WireAnswer?)null;
            foreach (var (isPut, body) in Bodies(form, pending, current))
            {
                if (!sent.Add($"{isPut} {body.ToJsonString()}"))
                    continue;
                var answer = isPut ? await steps.Writes.PutAsync(Shape, id, body) : await steps.Writes.PatchAsync(Shape, id, body);
                if (answer.IsSuccess)
                {
                    accepted = heard = answer;
                    continue;
                }

                // 404 may speak of the method: Google answers it to PUT, others to PATCH.
                if (!steps.IsRefusal(answer) && !(answer.Status == 404 && (await steps.Reads.OneAsync(Shape.Part, id, CancellationToken.None)).Resource is not null))
                    return steps.Judge(answer);
                refused ??= answer;
                break;
            }

            if (heard is null)
                continue;
            var (missing, shown, back) = await steps.MissingAsync(heard, id, pending);
            if (missing.IsEmpty)
            {
                steps.Memory.Worked[KeyOf(changes)] = form.ToString();
                return steps.Of(new Outcome.Applied(), heard);
            }

            if (shown is null && !back.IsSuccess)
                return steps.Of(new Outcome.Unknown(steps.Reads.Faults.Of(back) with { Message = $"the change was accepted and cannot be read back ({back.Status})" }), back);
            (pending, current) = (missing, shown ?? current);
        }

        if (accepted is not null)
            return steps.Of(new Outcome.AcceptedNotApplied($"the service said yes, and these do not show: {string.Join(", ", pending.Select(c => c.Name))}"), accepted);
        return refused is not null
            ? steps.Judge(refused)
            : steps.Of(new Outcome.Failed(new Fault("noForm", $"the profile has no form that could write {string.Join(", ", pending.Select(c => c.Name))}", null,
                "see update and values.clear in the profile")));
    }

    /// <summary>The forms in the order of trial, the one that last worked for such a change before the others.</summary>
    private async Task<ImmutableArray<Form>> FormsAsync(ImmutableArray<WireChange> changes)
    {
        var config = await steps.Reads.ConfigAsync(CancellationToken.None);
        var forms = Shape.Part.Update.SelectMany(u => u == UpdateForm.Path
            ? Enumerable.Range(0, PatchForms.Count(changes, steps.Profile)).Select(i => new Form(u, i))
            : [new Form(u, 0)]).ToList();
        if (forms.Count > 0 && steps.Profile.Values.Clear.Contains(ClearForm.Put) && changes.Any(c => c.Clears) && forms.TrueForAll(f => f.Update != UpdateForm.Put))
            forms.Add(new Form(UpdateForm.Put, 0));
        // That a service denies PATCH is a hint: some serve it all the same.
        if (config.Patch == false)
            forms = [.. forms.OrderBy(f => f.Update == UpdateForm.Put ? 0 : 1)];
        if (steps.Memory.Worked.TryGetValue(KeyOf(changes), out var known))
            forms = [.. forms.OrderBy(f => f.ToString() == known ? 0 : 1)];
        return [.. forms];
    }

    private IEnumerable<(bool IsPut, JsonObject Body)> Bodies(Form form, ImmutableArray<WireChange> changes, ScimResource? current)
    {
        var tree = current is null ? null : ResourceTree.Copy(current.Json);
        if (form.Update == UpdateForm.Put)
            return tree is not null && CanPut(current, changes) ? [(true, Whole(tree, changes))] : [];
        var operations = form.Update == UpdateForm.NoPath && tree is not null
            ? PatchForms.WithoutPath(steps.Profile.Values.Clear.Contains(ClearForm.ReplaceNull) ? changes : changes.RemoveAll(c => c.Clears), tree, steps.Profile)
            : PatchForms.WithPath(changes, tree, steps.Profile, form.Trial);
        return operations.Chunk(steps.Profile.Patch.Operations).Select(part => (false, PatchOp.Body(part, steps.Profile)));
    }

    private JsonObject Whole(JsonObject tree, ImmutableArray<WireChange> changes)
    {
        foreach (var change in changes)
            ResourceTree.Set(tree, change);
        return ResourceTree.ForPut(tree, steps.Profile, Shape.Part, changes);
    }

    /// <summary>A PUT states the members, so it must know them all; and it clears by leaving out, where that clears.</summary>
    private bool CanPut(ScimResource? current, ImmutableArray<WireChange> changes)
    {
        if ((steps.Profile.Put.Omitted == "kept" || !steps.Profile.Values.Clear.Contains(ClearForm.Put)) && changes.Any(c => c.Clears))
            return false;
        if (Shape.Kind != Kind.Group)
            return true;
        var count = current?.Member("members").Items().Count() ?? 0;
        return MemberWrites.IsReadable(steps.Profile) && !(count >= steps.Profile.Members.TruncatedAt);
    }

    private string KeyOf(ImmutableArray<WireChange> changes) => $"{Shape.Kind} {string.Join(' ', changes.Select(c => $"{(c.Clears ? '-' : '+')}{c.Path.Plain}"))}";

    private readonly record struct Form(UpdateForm Update, int Trial);
}
