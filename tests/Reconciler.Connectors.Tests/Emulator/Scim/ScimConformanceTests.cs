using System.Text.Json;
using System.Text.RegularExpressions;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

/// <summary>
/// What public conformance suites ask, as tables: a line is a verb, a path, perhaps a body, the status, and what must be in the answer.
/// <c>@name</c> stands for the id that an earlier line with <c>as name</c> created; <c>~</c> in a path is encoded as it stands.
/// </summary>
public sealed class ScimConformanceTests
{
    private const string Grace = """{"schemas":["#U"],"userName":"grace@example.com","active":true,"name":{"givenName":"Grace","familyName":"Employee","formatted":"Grace Employee"},"displayName":"Grace","emails":[{"value":"grace@example.com","type":"work","primary":true},{"value":"g@home.org","type":"home"}]}""";

    public static TheoryData<string, string> Suites => new()
    {
        {
            "a checker of users, groups, searches and errors", """
            GET ServiceProviderConfig -> 200 "patch":{"supported":true}
            POST Users #GRACE -> 201 "created": as u
            GET Users/@u -> 200 "userName":"grace@example.com"
            PUT Users/@u {"schemas":["#U"],"userName":"grace@example.com","displayName":"G2","active":true} -> 200 "displayName":"G2"
            GET Users/@u -> 200 "displayName":"G2"
            PATCH Users/@u {"op":"replace","path":"active","value":false} -> 200 "active":false
            GET Users/@u -> 200 "active":false
            POST Groups {"schemas":["#G"],"displayName":"Checked"} -> 201 as g
            PATCH Groups/@g {"op":"add","path":"members","value":[{"value":"@u"}]} -> 204
            GET Groups/@g -> 200 "value":"@u"
            PATCH Groups/@g {"op":"remove","path":"members"} -> 204
            GET Groups/@g -> 200 !"members"
            GET Users?count=0 -> 200 "totalResults":1
            GET Users?count=0 -> 200 "Resources":[]
            GET Users?startIndex=1&count=1 -> 200 "itemsPerPage":1
            POST Users {"invalid":"data"} -> 400 "status":"400"
            POST Users {"schemas":["#U"],"displayName":"x"} -> 400 "invalidValue"
            DELETE Groups/@g -> 204
            DELETE Users/@u -> 204
            GET Users/@u -> 404 "status":"404"
            """
        },
        {
            "a client that provisions applications from a catalogue", """
            POST Users #GRACE -> 201 "familyName":"Employee" as u
            GET Users?count=1&startIndex=1 -> 200 "totalResults":1
            GET Users?count=1&startIndex=1 -> 200 "value":"grace@example.com"
            GET Users?filter=userName~eq~"nobody@example.com" -> 200 "totalResults":0
            GET Users/none -> 404 "detail":
            POST Users #GRACE -> 409 "uniqueness"
            GET Users?filter=userName~eq~"GRACE@EXAMPLE.COM" -> 200 "totalResults":1
            GET Groups -> 200 "totalResults":0
            GET Groups/none -> 404 "detail":
            PATCH Users/@u {"op":"replace","value":{"active":false}} -> 200 "active":false
            """
        },
        {
            "a directory's validator", """
            POST Users #GRACE -> 201 as u
            POST Users #GRACE -> 409 "detail":
            GET Users?filter=userName~eq~"Grace@Example.Com" -> 200 "totalResults":1
            GET Users?filter=emails[type~eq~"work"].value~eq~"grace@example.com" -> 200 "totalResults":1
            PATCH Users/@u {"op":"replace","path":"emails[type eq \"work\"].value","value":"new@example.com"},{"op":"replace","path":"name.givenName","value":"N"},{"op":"replace","path":"timezone","value":"Random/Zone"},{"op":"add","path":"roles","value":[{"primary":"True","value":"r","type":"t"}]} -> 200 "new@example.com"
            PATCH Users/@u {"op":"replace","value":{"userName":"renamed@example.com"}} -> 200 "userName":"renamed@example.com"
            PATCH Users/@u {"op":"Replace","path":"active","value":"False"} -> 200 "active":false
            PATCH Users/@u {"op":"Add","path":"#E:manager","value":"@u"},{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"1"},{"op":"Add","path":"addresses[type eq \"work\"].formatted","value":"S"} -> 200 "manager":{"value":"@u"}
            PATCH Users/@u {"op":"Replace","path":"#E:manager","value":"@u"} -> 204
            PATCH Users/@u {"op":"Replace","path":"#E:manager","value":""} -> 200 !"manager"
            PATCH Users/@u {"op":"remove","path":"title"},{"op":"add","path":"title","value":"a"},{"op":"replace","path":"title","value":"b"} -> 200 "title":"b"
            POST Groups {"schemas":["#G"],"displayName":"Team","externalId":"e1"} -> 201 as g
            POST Groups {"schemas":["#G"],"displayName":"TEAM"} -> 409 "detail":
            GET Groups/@g?excludedAttributes=members -> 200 "displayName":"Team"
            GET Groups?excludedAttributes=members&filter=displayName~eq~"team" -> 200 "totalResults":1
            GET Groups?filter=displayName~eq~"Team" -> 200 "totalResults":1
            GET Groups?filter=displayName~eq~"none" -> 200 "totalResults":0
            PATCH Groups/@g {"op":"Replace","path":"displayName","value":"Crew"} -> 204
            PATCH Groups/@g {"op":"Replace","value":{"externalId":"e2"}} -> 204
            PATCH Groups/@g {"op":"Add","path":"members","value":[{"$ref":null,"value":"@u"}]} -> 204
            GET Groups/@g -> 200 "value":"@u"
            PATCH Groups/@g {"op":"Remove","path":"members","value":[{"$ref":null,"value":"@u"}]} -> 204
            GET Groups/@g -> 200 !"members"
            PATCH Groups/@g {"op":"Add","path":"members","value":[{"value":"@u"}]},{"op":"Remove","path":"members[value eq \"@u\"]"} -> 204
            DELETE Users/none -> 404 "detail":
            DELETE Users/@u -> 204
            DELETE Users/@u -> 404 "detail":
            DELETE Groups/@g -> 204
            GET Groups/@g -> 404 "detail":
            """
        },
        {
            "a collection of requests with garbage", """
            GET Users -> 200 "totalResults":0
            GET Groups -> 200 "Resources":[]
            GET ResourceTypes -> 200 "endpoint":"/Users"
            GET Schemas -> 200 "#E"
            POST Users #GRACE -> 201 as u
            POST Users {"schemas":["#U","#E"],"userName":"ent","active":"True","#E":{"department":"bob"}} -> 201 "active":true as e
            GET Users/@u?attributes=userName,emails -> 200 !"displayName"
            GET Users?filter=DisplayName~eq~"Grace" -> 200 "totalResults":1
            PUT Users/@e {"schemas":["#U"],"userName":"ent","misspelled":"x"} -> 200 !"misspelled"
            POST Groups {"schemas":["#G"],"displayName":"Filled","members":[{"value":"@u"}]} -> 201 "display":"Grace" as g
            PUT Groups/@g {"schemas":["#G"],"displayName":"Emptied"} -> 200 !"members"
            PATCH Groups/@g {"name":"addMember","op":"add","path":"members","value":[{"value":"@u"}]} -> 204
            PATCH Groups/@g {"op":"remove","path":"members[value eq \"@u\"]"} -> 204
            PATCH Groups/@g {"op":"add","path":"members","value":["@u","@e"]} -> 204
            PATCH Groups/@g {"op":"add","path":"members","value":"@u"} -> 204
            GET Groups/@g?excludedAttributes=members -> 200 !"members"
            GET Users/@u?attributes=emails[type~eq~"work"] -> 200 !"home.org"
            POST Users {"schemas":["#U"],"active":true} -> 400 "detail":
            POST Users junk -> 400 "invalidSyntax"
            GET Users?startIndex=1&count=1 -> 200 "totalResults":2
            GET Users?filter=name.FamilyName~eq~Employee~and~(emails.Value~co~example.com~or~emails.Value~co~none) -> 200 "totalResults":1
            GET Users?filter=userName~sw~G -> 200 "totalResults":1
            GET Users?filter=meta.Created~gt~2019-11-01T00:00:00.000Z -> 200 "totalResults":2
            GET Users?filter=active~eq~true~and~(meta.lastModified~ge~"2026-01-01T00:00:00Z"~and~meta.lastModified~le~"2027-01-01T00:00:00Z")&count=5&startIndex=6 -> 200 "Resources":[]
            GET Users?filter=(ActiVe~eq~true)~and~meta.lastmodified~ge~"2026-01-01T00:00:00Z" -> 200 "totalResults":2
            """
        },
        {
            "a server's own suite", """
            POST Users #GRACE -> 201 "location": as u
            POST Users {"schemas":["#U"],"name":{"givenName":"x"}} -> 400 "detail":
            GET Users?sortBy=userName&filter=userName~pr&startIndex=1&count=2 -> 200 "totalResults":1
            PATCH Users/@u {"op":"add","value":{"nickName":"shaggy","emails":[{"value":"third@example.com","type":"other"}]}} -> 200 "third@example.com"
            PATCH Users/@u {"op":"remove","path":"emails[type eq \"work\" and value ew \"example.com\"]"} -> 200 !"grace@example.com","type"
            PATCH Users/@u {"op":"replace","path":"emails[type eq \"home\"]","value":{"type":"home","value":"h@h"}} -> 200 "h@h"
            PATCH Users/@u {"op":"add","path":"nickName","value":"a"},{"op":"replace","path":"title","value":"t"},{"op":"remove","path":"displayName"} -> 200 !"displayName"
            PATCH Users/@u {"op":"add","path":"emails[type eq","value":"x"} -> 400 "invalidPath"
            PATCH Users/@u {"op":"remove"} -> 400 "noTarget"
            PATCH Users/@u {"op":"add","path":"#E:manager","value":{"value":"@u"}},{"op":"replace","path":"#E:manager","value":{"value":"x"}},{"op":"remove","path":"#E:manager"} -> 204
            POST Users/.search {"schemas":["#S"],"filter":"userName sw \"grace\""} -> 200 "totalResults":1
            POST Users/.search {"schemas":["#S"],"filter":"userName ssw \"grace\"","startIndex":1,"count":10} -> 400 "invalidFilter"
            POST Groups/.search {"schemas":["#S"],"filter":"displayName esq \"x\""} -> 400 "invalidFilter"
            POST Bulk {"schemas":["#B"],"failOnErrors":1,"Operations":[{"method":"POST","path":"/Users","bulkId":"q","data":{"schemas":["#U"],"userName":"kim"}},{"method":"POST","path":"/Groups","bulkId":"r","data":{"schemas":["#G"],"displayName":"K","members":[{"value":"bulkId:q"}]}}]} -> 200 "bulkId":"r"
            GET Users?filter=groups.display~eq~"K" -> 200 "totalResults":1
            GET Me -> 501 "detail":
            """
        },
        {
            "acceptance scenarios of another server", """
            POST Users #GRACE -> 201 as u
            PATCH Users/@u {"op":"add","path":"name","value":{"givenName":"Grace"}} -> 204
            PATCH Users/@u {"op":"replace","path":"name.givenName","value":"Grace"} -> 204
            PATCH Users/@u {"op":"replace","path":"userName","value":"grace@example.com"} -> 204
            PATCH Users/@u {"op":"add","path":"emails","value":[{"value":"g@home.org","type":"home"}]} -> 204
            PATCH Users/@u {"op":"replace","path":"UserName","value":"one"},{"op":"replace","path":"USERNAME","value":"two"} -> 200 "userName":"two"
            PATCH Users/@u {"op":"replace","path":"x509Certificates","value":[{"value":"%%%"}]} -> 400 "invalidValue"
            PATCH Users/@u {"op":"replace","path":"userName","value":null} -> 400 "invalidValue"
            GET Users?filter= -> 400 "invalidFilter"
            GET Users?startIndex=0&count=1 -> 200 "startIndex":1
            GET Users?count=100000 -> 200 "itemsPerPage":1
            POST Users {"schemas":["#U"],"userName":"other","id":"mine","meta":{"resourceType":"x"},"groups":[{"value":"x"}]} -> 201 !"mine" as o
            PATCH Users/@o {"op":"replace","path":"userName","value":"TWO"} -> 409 "uniqueness"
            PUT Users/@o {"schemas":["#U"],"userName":"Two"} -> 409 "uniqueness"
            POST Groups {"schemas":["#G"],"displayName":"Inner","members":[{"value":"@u"},{"value":"@o"}]} -> 201 as i
            POST Groups {"schemas":["#G"],"displayName":"Outer","members":[{"value":"@i"}]} -> 201 as p
            PATCH Groups/@i {"op":"add","path":"members","value":[{"value":"@i"}]} -> 400 "invalidValue"
            GET Users/@u -> 200 "display":"Outer","type":"indirect"
            PATCH Groups/@p {"op":"replace","path":"displayName","value":"Renamed"} -> 204
            GET Users/@u -> 200 "display":"Renamed","type":"indirect"
            PATCH Groups/@i {"op":"remove","path":"#G:members[value eq \"@u\"]"} -> 204
            GET Users/@u -> 200 !"groups"
            DELETE Users/@o -> 204
            GET Groups/@i -> 200 !"members"
            """
        },
    };

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task A_suite_is_satisfied(string suite, string steps)
    {
        await using var scim = await StartAsync();
        var ids = new Dictionary<string, string>();
        foreach (var step in steps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Regex.Match(step, @"^(?<verb>\w+) (?<path>\S+)( (?<body>.*?))? -> (?<status>\d+)( (?<no>!)?(?<text>(?!as ).*?))?( as (?<name>\w+))?$");
            Assert.True(match.Success, $"{suite}: {step} is no step");
            string Filled(string text) => Regex.Replace(text.Replace("#GRACE", Grace).Replace("#U", User).Replace("#G", ScimTenant.Group).Replace("#E", Enterprise).Replace("#S", Search).Replace("#B", Bulk),
                "@(?<id>[a-z])\\b(?![.@])", m => ids.GetValueOrDefault(m.Groups["id"].Value, m.Value));
            var (verb, path, body) = (match.Groups["verb"].Value, Path(Filled(match.Groups["path"].Value)), Filled(match.Groups["body"].Value));
            if (verb == "PATCH")
                body = $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{body}}]}""";
            var reply = await scim.Send(verb, path, body.Length == 0 ? null : body, ("Content-Type", "application/json"));
            Assert.True(reply.Status == int.Parse(match.Groups["status"].Value), $"{suite}: {step} answers {reply.Status} {reply.Text}");
            if (reply.Text.Length > 0)
                Assert.Equal("application/scim+json", reply.Headers["Content-Type"]);
            if (match.Groups["text"].Value is { Length: > 0 } text)
                Assert.True(reply.Text.Contains(Filled(text), StringComparison.Ordinal) != match.Groups["no"].Success, $"{suite}: {step} answers {reply.Text}");
            if (match.Groups["name"].Value is { Length: > 0 } name)
                ids[name] = reply.Id;
            if (reply.Status == 201)
                Assert.Equal(JsonDocument.Parse(reply.Text).RootElement.Text("meta", "location"), reply.Headers["Location"]);
        }
    }

    private static string Path(string path)
    {
        var question = path.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? path : path[..question] + "?" + string.Join('&', path[(question + 1)..].Split('&')
            .Select(p => p.Split('=', 2) is [var name, var value] ? $"{name}={Uri.EscapeDataString(value.Replace('~', ' '))}" : p));
    }
}
