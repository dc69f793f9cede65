using Reconciler.Core.Model;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads one link end in any of its forms.</summary>
internal static class ReferenceReader
{
    /// <summary>
    /// A plain text is a person's key, or with <c>@</c> an address; a mapping says what it names.
    /// <paramref name="plain"/> is what a text without <c>@</c> is.
    /// </summary>
    public static DraftEnd? Read(Node node, Draft draft, NameForm plain = NameForm.UserKey)
    {
        if (node.Word() is { } text)
            return End(draft.Mentions[FormOf(text, plain), text], node.Span);
        DraftEnd? end = null;
        DateOnly? until = null;
        string? reason = null;
        foreach (var (key, value) in node.Entries)
        {
            if (key.Text == "until")
                until = DateReader.Read(value)?.Date;
            else if (key.Text == "reason")
                reason = value.Word();
            else if (Named(key.Text, value, draft) is { } mention)
                end = End(mention, value.Span);
        }

        return end is { } found ? found with { Terms = until is null && reason is null ? null : new LinkTerms(until, reason) } : null;
    }

    private static Mention? Named(string key, Node value, Draft draft)
    {
        NameForm? form = key switch
        {
            "user" => FormOf(value.Text, NameForm.UserKey),
            "group" => NameForm.GroupKey,
            "userPrincipalName" => NameForm.UserPrincipalName,
            "employeeId" => NameForm.EmployeeId,
            "id" => NameForm.UserId,
            "groupId" => NameForm.GroupId,
            "servicePrincipal" => NameForm.AppId,
            _ => null,
        };
        var text = form is NameForm.UserId or NameForm.GroupId or NameForm.AppId ? ((Node?)value).Id() : value.Word();
        return form is { } known && text is not null ? draft.Mentions[known, text] : null;
    }

    private static NameForm FormOf(string text, NameForm plain) =>
        plain is NameForm.UserKey && text.Contains('@', StringComparison.Ordinal) ? NameForm.UserPrincipalName : plain;

    private static DraftEnd End(Mention to, SourceSpan span) => new(to, span.Line, span.Column, span.Length, null);
}
