using System.Globalization;
using System.Web;
using Reconciler.Connectors.Tests.Http;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Pages of users with ids 1 … n, as scripted services answer them.</summary>
internal static class Pages
{
    public static string User(int n) => $$"""{"id":"u{{n}}","userName":"u{{n}}@contoso.com","active":true}""";

    public static IEnumerable<string> Users(int from, int count) => Enumerable.Range(from, Math.Max(0, count)).Select(User);

    public static Reply List(IEnumerable<string> resources, int? total = null, string? nextCursor = null, string name = "Resources")
    {
        var items = resources.ToArray();
        var cursor = nextCursor is null ? "" : $",\"nextCursor\":\"{nextCursor}\"";
        return Reply.Json($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]{{(total is { } t ? $",\"totalResults\":{t.ToString(CultureInfo.InvariantCulture)}" : "")}}{{cursor}},"{{name}}":[{{string.Join(',', items)}}]}""");
    }

    public static Reply Error(int status, string detail, string? type = null) =>
        new(status, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"{{status}}","detail":"{{detail}}"{{(type is null ? "" : $",\"scimType\":\"{type}\"")}}}""", ("Content-Type", "application/scim+json"));

    public static int? Number(Seen seen, string parameter) => Query(seen, parameter) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static string? Query(Seen seen, string parameter) =>
        HttpUtility.ParseQueryString(seen.Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? seen.Path[at..] : "")[parameter];

    public static bool Is(Seen seen, string method, string path) => seen.Method == method && seen.Path.Split('?')[0] == "/v1.0" + path;
}
