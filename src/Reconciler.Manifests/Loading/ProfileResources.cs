using System.Collections.Immutable;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads what a SCIM dialect says about users, groups and members onto what its base says.</summary>
internal static class ProfileResources
{
    public static ScimProfile.UsersPart Users(ProfileBlock block, ScimProfile.UsersPart parent) => Common(block, parent) with
    {
        Deactivation = Deactivation(block["deactivation"], parent.Deactivation),
        Deletion = Deletion(block["deletion"], parent.Deletion),
    };

    public static ScimProfile.GroupsPart Groups(ProfileBlock block, ScimProfile.GroupsPart parent) => Common(block, parent) with
    {
        Supported = block.Flag("supported", parent.Supported),
    };

    public static ScimProfile.MembersPart Members(ProfileBlock block, ScimProfile.MembersPart parent) => parent with
    {
        Read = block.Words("read", parent.Read),
        FilterPath = block.Text("filterPath", parent.FilterPath),
        TruncatedAt = block.Limit("truncatedAt", parent.TruncatedAt),
        MaxMembers = block.Limit("maxMembers", parent.MaxMembers),
        Nested = block.Flag("nested", parent.Nested),
        SubAttributes = block.Texts("subAttributes", parent.SubAttributes),
        AddForms = block["add"].Words("forms", parent.AddForms),
        AddsPerOperation = block["add"].Number("perOperation", parent.AddsPerOperation),
        AddsPerRequest = block["add"].Number("perRequest", parent.AddsPerRequest),
        RemoveForms = block["remove"].Words("forms", parent.RemoveForms),
        RemovesPerOperation = block["remove"].Number("perOperation", parent.RemovesPerOperation),
        RemovesPerRequest = block["remove"].Number("perRequest", parent.RemovesPerRequest),
        Mixed = block.Flag("mixed", parent.Mixed),
        Rate = block.Rate("rate", parent.Rate),
    };

    private static T Common<T>(ProfileBlock block, T parent)
        where T : ScimProfile.ResourcePart => (T)(parent with
        {
            Endpoint = block.Text("endpoint", parent.Endpoint),
            Schema = block.Text("schema", parent.Schema),
            Extensions = block.Texts("extensions", parent.Extensions),
            FilterBy = block.Texts("filterBy", parent.FilterBy),
            Update = block.Words("update", parent.Update),
            Attributes = Attributes(block["attributes"], parent.Attributes),
        });

    private static ImmutableDictionary<string, ScimProfile.AttributePart> Attributes(ProfileBlock block, ImmutableDictionary<string, ScimProfile.AttributePart> parent)
    {
        foreach (var (path, traits) in block.Node.Parts())
            parent = parent.SetItem(path.Text, Attribute(new ProfileBlock(traits), parent.GetValueOrDefault(path.Text) ?? new()));
        return parent;
    }

    private static ScimProfile.AttributePart Attribute(ProfileBlock block, ScimProfile.AttributePart parent) => parent with
    {
        Supported = block.Flag("supported", parent.Supported),
        Mutability = block.Text("mutability", parent.Mutability),
        Required = block.Flag("required", parent.Required),
        UniqueOnServer = block.Says("uniqueness", "server", parent.UniqueOnServer),
        CaseExact = block.Flag("caseExact", parent.CaseExact),
        MaxLength = block.Limit("maxLength", parent.MaxLength),
        MaxItems = block.Limit("maxItems", parent.MaxItems),
        CanonicalValues = block.Texts("canonicalValues", parent.CanonicalValues),
    };

    private static ScimProfile.DeactivationPart Deactivation(ProfileBlock block, ScimProfile.DeactivationPart parent) => parent with
    {
        By = block.Text("by", parent.By),
        Attribute = block.Text("attribute", parent.Attribute),
        Open = block.Text("open", parent.Open),
        Closed = block.Text("closed", parent.Closed),
        Effect = block.Text("effect", parent.Effect),
        Reactivation = block.Text("reactivation", parent.Reactivation),
        HoldsUserName = block.Flag("holdsUserName", parent.HoldsUserName),
    };

    private static ScimProfile.DeletionPart Deletion(ProfileBlock block, ScimProfile.DeletionPart parent) => parent with
    {
        Effect = block.Text("effect", parent.Effect),
        HoldsUserName = block.Flag("holdsUserName", parent.HoldsUserName),
    };
}
