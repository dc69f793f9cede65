using System.Text.Json.Nodes;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>One member as the profile wants it written.</summary>
internal static class MemberJson
{
    public static JsonObject Of(ScimSteps steps, LinkEnd end)
    {
        var (id, kind) = (steps.IdOf(end), steps.Roster.KindOf(end.To));
        var json = new JsonObject();
        foreach (var sub in steps.Profile.Members.SubAttributes)
        {
            switch (sub)
            {
                case "value":
                    json["value"] = id.Value;
                    break;
                case "display":
                    json["display"] = steps.Roster.NameOf(end.To);
                    break;
                case "type":
                    json["type"] = kind == Kind.Group ? "Group" : "User";
                    break;
                case "$ref" when steps.Holds(kind):
                    json["$ref"] = steps.Writes.AddressOf(steps.ShapeOf(kind), id);
                    break;
                case "nullRef":
                    json["$ref"] = null;
                    break;
            }
        }

        return json;
    }
}
