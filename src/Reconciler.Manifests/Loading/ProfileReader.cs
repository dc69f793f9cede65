using Reconciler.Core.Model;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads a SCIM dialect onto the one it extends: mappings are merged key by key, a list or a value replaces.</summary>
internal static class ProfileReader
{
    public static ScimProfile Read(Node root, ScimProfile parent)
    {
        var block = new ProfileBlock(root);
        return parent with
        {
            Http = Http(block["http"], parent.Http),
            Paging = Paging(block["paging"], parent.Paging),
            Filter = Filter(block["filter"], parent.Filter),
            Projection = Projection(block["projection"], parent.Projection),
            Patch = Patch(block["patch"], parent.Patch),
            Put = Put(block["put"], parent.Put),
            Values = Values(block["values"], parent.Values),
            Errors = Errors(block["errors"], parent.Errors),
            Bulk = Bulk(block["bulk"], parent.Bulk),
            Consistency = Consistency(block["consistency"], parent.Consistency),
            Users = ProfileResources.Users(block["users"], parent.Users),
            Groups = ProfileResources.Groups(block["groups"], parent.Groups),
            Members = ProfileResources.Members(block["members"], parent.Members),
        };
    }

    private static ScimProfile.HttpPart Http(ProfileBlock block, ScimProfile.HttpPart parent) => parent with
    {
        ContentType = block.Text("contentType", parent.ContentType),
        Accept = block.Texts("accept", parent.Accept),
        Etag = block.Word("etag", parent.Etag),
        Concurrency = block.Number("concurrency", parent.Concurrency),
        Reads = block["rate"].Rate("reads", parent.Reads),
        Writes = block["rate"].Rate("writes", parent.Writes),
        UserWrites = block["rate"].Rate("userWrites", parent.UserWrites),
        GroupWrites = block["rate"].Rate("groupWrites", parent.GroupWrites),
    };

    private static ScimProfile.PagingPart Paging(ProfileBlock block, ScimProfile.PagingPart parent) => parent with
    {
        Method = block.Word("method", parent.Method),
        PageSize = block.Limit("pageSize", parent.PageSize),
        ExactTotal = block.Says("totalResults", "exact", parent.ExactTotal),
        CountZero = block.Flag("countZero", parent.CountZero),
        Sort = block.Word("sort", parent.Sort),
    };

    private static ScimProfile.FilterPart Filter(ProfileBlock block, ScimProfile.FilterPart parent) => parent with
    {
        Operators = block.Texts("operators", parent.Operators),
        IgnoresCase = block.Flag("ignoresCase", parent.IgnoresCase),
        TrustsNoMatch = block.Says("noMatch", "trusted", parent.TrustsNoMatch),
    };

    private static ScimProfile.ProjectionPart Projection(ProfileBlock block, ScimProfile.ProjectionPart parent) => parent with
    {
        Attributes = block.Flag("attributes", parent.Attributes),
        ExcludedAttributes = block.Flag("excludedAttributes", parent.ExcludedAttributes),
    };

    private static ScimProfile.PatchPart Patch(ProfileBlock block, ScimProfile.PatchPart parent) => parent with
    {
        CapitalOps = block.Says("op", "capital", parent.CapitalOps),
        Operations = block.Number("operations", parent.Operations),
        NoPath = block.Text("noPath", parent.NoPath),
        Items = block.Texts("items", parent.Items),
        AddReplaces = block.Flag("addReplaces", parent.AddReplaces),
        Extension = block.Texts("extension", parent.Extension),
    };

    private static ScimProfile.PutPart Put(ProfileBlock block, ScimProfile.PutPart parent) => parent with
    {
        Omitted = block.Text("omitted", parent.Omitted),
        Id = block.Flag("id", parent.Id),
    };

    private static ScimProfile.ValuesPart Values(ProfileBlock block, ScimProfile.ValuesPart parent) => parent with
    {
        TextBooleans = block.Says("booleans", "text", parent.TextBooleans),
        Clear = block.Words("clear", parent.Clear),
    };

    private static ScimProfile.ErrorsPart Errors(ProfileBlock block, ScimProfile.ErrorsPart parent) => parent with
    {
        Uniqueness = block.Numbers("uniqueness", parent.Uniqueness),
        NotFound = block.Numbers("notFound", parent.NotFound),
    };

    private static ScimProfile.BulkPart Bulk(ProfileBlock block, ScimProfile.BulkPart parent) => parent with
    {
        Support = block.Word("support", parent.Support),
        MaxOperations = block.Limit("maxOperations", parent.MaxOperations),
        MaxPayloadSize = block.Limit("maxPayloadSize", parent.MaxPayloadSize),
        BulkId = block.Flag("bulkId", parent.BulkId),
    };

    private static ScimProfile.ConsistencyPart Consistency(ProfileBlock block, ScimProfile.ConsistencyPart parent) => parent with
    {
        ReadsBack = block.Says("proof", "readBack", parent.ReadsBack),
        Settle = block.Span("settle", parent.Settle),
    };
}
