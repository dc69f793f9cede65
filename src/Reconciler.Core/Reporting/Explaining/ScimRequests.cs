using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>
/// The requests of one operation (RFC 7644 §3.3–3.6) in the first form that the application's dialect names; where a server refuses a form, the next of
/// its dialect is tried, which means the same.
/// </summary>
internal static class ScimRequests
{
    public static IEnumerable<RequestStep> Of(Operation operation, Handle account, ScimProfile profile, Roster roster)
    {
        var part = profile.Of(operation.Kind);
        var isTheirs = operation.Object == account;
        var path = roster.IdOf(operation.Object) is { } id ? $"{part.Endpoint}/{id}" : $"{part.Endpoint}/(known after apply)";
        switch (operation)
        {
            case Operation.Create create when isTheirs:
                yield return new RequestStep("POST", part.Endpoint, [.. create.Cells.Select(c => c.Attribute.Name)]);
                break;
            case Operation.Create create when create.Links.Any(l => Has(l, account)):
                yield return new RequestStep("POST", part.Endpoint, [$"displayName {operation.Name}", .. create.Links.Where(l => Has(l, account)).Select(l => $"{l.Link.Name} {roster.NameOf(account)}")]);
                break;
            case Operation.Update update when isTheirs:
                yield return Written(part, path, profile, update.Cells);
                break;
            case Operation.Disable disable when isTheirs:
                yield return Written(part, path, profile, disable.Cells);
                break;
            case Operation.Delete when isTheirs:
                yield return new RequestStep("DELETE", path, []);
                break;
            case Operation.Link { Ends: var ends } when isTheirs || Has(ends, account):
                yield return Linked("add", ends);
                break;
            case Operation.Unlink { Ends: var ends } when isTheirs || Has(ends, account):
                yield return Linked("remove", ends);
                break;
        }

        RequestStep Linked(string word, LinkEnds ends) =>
            new("PATCH", path, [$"{(isTheirs && word == "add" ? "replace" : word)} {ends.Link.Name} {string.Join(", ", ends.Ends.Where(e => isTheirs || e.To == account).Select(e => roster.NameOf(e.To)))}"]);
    }

    private static RequestStep Written(ScimProfile.ResourcePart part, string path, ScimProfile profile, ImmutableArray<CellChange> cells) =>
        part.Update is [UpdateForm.Put, ..]
            ? new RequestStep("PUT", path, [.. cells.Select(c => c.After.IsAbsent ? $"without {c.Attribute.Name}" : c.Attribute.Name)])
            : new RequestStep("PATCH", path, [.. cells.Select(c => c.After.IsAbsent ? Cleared(profile, c) : $"replace {c.Attribute.Name}")]);

    private static string Cleared(ScimProfile profile, CellChange cell) => profile.Values.Clear switch
    {
        [ClearForm.ReplaceNull, ..] => $"replace {cell.Attribute.Name} by null",
        [ClearForm.ReplaceEmpty, ..] => $"replace {cell.Attribute.Name} by an empty text",
        _ => $"remove {cell.Attribute.Name}",
    };

    private static bool Has(LinkEnds ends, Handle account) => ends.Ends.Any(e => e.To == account);
}
