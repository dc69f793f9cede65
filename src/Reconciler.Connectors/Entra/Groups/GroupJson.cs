using System.Text.Json;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>The properties of a group that several attributes are computed from.</summary>
internal sealed class GroupJson
{
    public bool Unified { get; private set; }

    public bool Dynamic { get; private set; }

    public bool? MailEnabled { get; private set; }

    public bool? SecurityEnabled { get; private set; }

    public bool Teams { get; private set; }

    /// <summary>Whether this entry said what sort of group it is; a further chunk of members does not.</summary>
    public bool SaysTypes { get; private set; }

    public void Clear()
    {
        (Unified, Dynamic, Teams, SaysTypes) = (false, false, false, false);
        (MailEnabled, SecurityEnabled) = (null, null);
    }

    /// <summary>Reads the property that the reader stands on, if it is one of these.</summary>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("groupTypes"u8))
        {
            reader.Read();
            SaysTypes = true;
            Set(Strings(ref reader));
        }
        else if (reader.ValueTextEquals("mailEnabled"u8))
        {
            reader.Read();
            MailEnabled = reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("securityEnabled"u8))
        {
            reader.Read();
            SecurityEnabled = reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("resourceProvisioningOptions"u8))
        {
            reader.Read();
            Teams = Strings(ref reader).Contains("Team", StringComparer.OrdinalIgnoreCase);
        }
        else
            return false;
        return true;
    }

    private void Set(List<string> types)
    {
        Unified = types.Contains("Unified", StringComparer.OrdinalIgnoreCase);
        Dynamic = types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase);
    }

    private static List<string> Strings(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return JsonText.Strings(ref reader);
        reader.Skip();
        return [];
    }
}
