using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads how the Entra tenant is reached and kept.</summary>
internal static class DirectoryReader
{
    private static readonly (string Word, Kind Kind)[] Kinds = [("users", Kind.User), ("groups", Kind.Group)];

    public static DirectorySettings? Read(Node node, Draft draft)
    {
        if (node.Find("tenant")?.Written() is not { } tenant)
            return null;
        if (node.Find("endpoint")?.Written() is { } endpoint && Addresses.IsOpen(endpoint.Text))
            draft.Faults.Add(RuleFaults.NotEncrypted(endpoint.Span));
        var ownership = node.Find("ownership");
        var enforce = node.Find("enforce");
        return new DirectorySettings(tenant.Text, tenant.Span)
        {
            Domains = [.. node.Find("domains").Words().Select(w => w.Text).Order(StringComparer.OrdinalIgnoreCase)],
            Cloud = node.Word("cloud") ?? "global",
            Endpoint = Uri.TryCreate(node.Word("endpoint"), UriKind.Absolute, out var root) ? root : null,
            Credential = ReadCredential(node.Find("credential")),
            Enforce = ReadEnforce(enforce),
            EnforceSpan = enforce?.Span ?? node.Span,
            ExtensionAppId = (ownership?.Find("directoryExtension")).Id(),
            MarkAttribute = ownership?.Word(),
            Match = ReadNames(node.Find("match"), draft, DirectorySettings.DefaultMatch),
            ReadOnly = ReadNames(node.Find("readOnly"), draft, ImmutableDictionary<Kind, ImmutableArray<string>>.Empty),
            UserLeavers = ReadLeavers(node.Find("leavers")?.Find("users"), new LeaverPolicy(LeaverAction.Disable)),
            GroupLeavers = ReadLeavers(node.Find("leavers")?.Find("groups"), new LeaverPolicy(LeaverAction.Keep)),
        };
    }

    private static CredentialSettings ReadCredential(Node? node) => node is { Kind: NodeKind.Mapping } credential
        ? new CredentialSettings(credential.Word("type") ?? "default")
        {
            ClientId = credential.Find("clientId").Id(),
            TenantId = credential.Find("tenantId").Id(),
            Secret = credential.Word("clientSecret"),
            Certificate = credential.Word("certificate"),
            CertificatePassword = credential.Word("password"),
            TokenFile = credential.Word("tokenFile"),
            Audience = credential.Word("audience"),
        }
        : new CredentialSettings("default");

    private static ImmutableDictionary<Kind, Enforcement> ReadEnforce(Node? node)
    {
        var modes = ImmutableDictionary<Kind, Enforcement>.Empty;
        foreach (var (word, kind) in Kinds)
        {
            if (ModeOf(node?.Word() ?? node?.Word(word)) is { } mode)
                modes = modes.Add(kind, mode);
        }

        return modes;
    }

    public static Enforcement? ModeOf(string? word) => word switch
    {
        "observe" => Enforcement.Observe,
        "add" => Enforcement.Add,
        "full" => Enforcement.Full,
        _ => null,
    };

    private static ImmutableDictionary<Kind, ImmutableArray<string>> ReadNames(
        Node? node, Draft draft, ImmutableDictionary<Kind, ImmutableArray<string>> otherwise)
    {
        if (node is not { } block)
            return otherwise;
        foreach (var (word, kind) in Kinds)
        {
            if (block.Find(word) is not { } list)
                continue;
            var names = ((Node?)list).Words().ToArray();
            foreach (var name in names.Where(n => !draft.Catalog.Knows(kind, n.Text)))
                draft.UnknownAttributes.Add((kind, name.Text), name.Span);
            otherwise = otherwise.SetItem(kind, [.. names.Select(n => n.Text)]);
        }

        return otherwise;
    }

    private static LeaverPolicy ReadLeavers(Node? node, LeaverPolicy otherwise)
    {
        if (node is not { } policy)
            return otherwise;
        return new LeaverPolicy(ActionOf(policy.Word("action")) ?? otherwise.Action)
        {
            RevokeSessions = policy.Find("revokeSessions") is not { } revoke || revoke.Word() != "false",
            DeleteAfterDays = DurationReader.Days(policy.Find("deleteAfter")),
            Span = policy.Span,
        };
    }

    private static LeaverAction? ActionOf(string? word) => word switch
    {
        "keep" => LeaverAction.Keep,
        "disable" => LeaverAction.Disable,
        "delete" => LeaverAction.Delete,
        _ => null,
    };
}
