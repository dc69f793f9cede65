namespace Reconciler.Emulator.Schema;

internal static class GroupType
{
    public static readonly EntityType Type = new("group", "groups", "Group", """
        id                            | id    | def | eq in          | ne not | ro
        deletedDateTime               | date  | def | eq ge le       | ne not in | ro
        classification                | text  | def | eq ge le sw    | ne not
        createdDateTime               | date  | def | eq ge le       | ne not in null | ro
        organizationId                | text  | def |                | | ro
        description                   | text  | def |                | eq ne not ge le sw null | 1024
        displayName                   | text  | def | eq ge le in sw | ne not null | 256 set
        expirationDateTime            | date  | def |                | eq ne not ge le in | ro
        groupTypes                    | texts | def | eq             | not
        infoCatalogs                  | texts | def |                |
        isAssignableToRole            | flag  | def | eq             | ne not null | create
        mail                          | text  | def | eq ge le in sw | ne not null | ro
        mailEnabled                   | flag  | def | eq             | ne not | set
        mailNickname                  | text  | def | eq ge le in sw | ne not null | 64 set
        membershipRule                | text  | def | eq ge le sw    | ne not null | 3072
        membershipRuleProcessingState | text  | def |                | eq ne not in null
        onPremisesDomainName          | text  | def |                | | ro
        onPremisesLastSyncDateTime    | date  | def | eq ge le in    | ne not | ro
        onPremisesNetBiosName         | text  | def |                | | ro
        onPremisesSamAccountName      | text  | def | eq ge le in sw | ne not | ro
        onPremisesSecurityIdentifier  | text  | def | eq             | | ro
        onPremisesSyncEnabled         | flag  | def | eq in          | ne not null | ro
        preferredDataLocation         | text  | def |                |
        preferredLanguage             | text  | def |                |
        proxyAddresses                | texts | def | eq ge le sw    | not | ro
        renewedDateTime               | date  | def | eq ge le in    | ne not | ro
        resourceBehaviorOptions       | texts | def |                |
        resourceProvisioningOptions   | texts | def |                |
        securityEnabled               | flag  | def | eq in          | ne not | set
        securityIdentifier            | text  | def |                | | ro
        theme                         | text  | def |                |
        uniqueName                    | text  | def | eq             | ne not in sw null | 64
        visibility                    | text  | def |                |
        onPremisesProvisioningErrors  | list  | def |                | | ro
        serviceProvisioningErrors     | list  | def |                | | ro
        assignedLabels                | list  | sel |                |
        assignedLicenses              | list  | sel | eq             | | ro
        hasMembersWithLicenseErrors   | flag  | sel |                | | ro
        isArchived                    | flag  | sel |                | | ro
        isManagementRestricted        | flag  | sel |                | | ro
        licenseProcessingState        | complex | sel |              | | ro
        onPremisesExtensionAttributes | complex | sel |              | | ro
        welcomeMessageEnabled         | flag  | sel |                | | ro
        accessType                    | text  | sel |                | | elsewhere
        allowExternalSenders          | flag  | sel |                | | elsewhere
        autoSubscribeNewMembers       | flag  | sel |                | | elsewhere
        hideFromAddressLists          | flag  | sel |                | | elsewhere
        hideFromOutlookClients        | flag  | sel |                | | elsewhere
        isFavorite                    | flag  | sel |                | | elsewhere
        isSubscribedByMail            | flag  | sel |                | | elsewhere
        unseenConversationsCount      | number | sel |               | | elsewhere
        unseenCount                   | number | sel |               | | elsewhere
        unseenMessagesCount           | number | sel |               | | elsewhere
        """);
}
