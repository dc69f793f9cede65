namespace Reconciler.Emulator.Schema;

internal static class ApplicationTypes
{
    public static readonly EntityType Application = new("application", "applications", "Application", """
        id                     | id      | def | eq in          | ne not | ro
        deletedDateTime        | date    | def |                | | ro
        appId                  | text    | def | eq in          | ne not | ro
        applicationTemplateId  | text    | def | eq             | not ne | ro
        createdDateTime        | date    | def | eq ge le       | ne not in null | ro
        displayName            | text    | def | eq ge le in sw | ne not null | 256
        description            | text    | def |                | eq ne not ge le sw | 1024
        disabledByMicrosoftStatus | text | def |                | | ro
        groupMembershipClaims  | text    | def |                |
        identifierUris         | texts   | def | eq ge le sw    | ne not
        isDeviceOnlyAuthSupported | flag | def |                |
        isFallbackPublicClient | flag    | def |                |
        notes                  | text    | def |                |
        publisherDomain        | text    | def | eq ge le sw    | ne | ro
        serviceManagementReference | text | def |               |
        signInAudience         | text    | def | eq ge le sw    | ne not
        tags                   | texts   | def | eq ge le sw    | not
        tokenEncryptionKeyId   | text    | def |                |
        uniqueName             | text    | def | eq             | | create
        samlMetadataUrl        | text    | def |                |
        defaultRedirectUri     | text    | def |                |
        optionalClaims         | complex | def |                |
        addIns                 | list    | def |                |
        api                    | complex | def |                |
        appRoles               | list    | def |                |
        info                   | complex | def |                |
        keyCredentials         | list    | def |                |
        passwordCredentials    | list    | def |                |
        publicClient           | complex | def |                |
        requiredResourceAccess | list    | def |                |
        spa                    | complex | def |                |
        web                    | complex | def |                |
        """);

    public static readonly EntityType ServicePrincipal = new("servicePrincipal", "servicePrincipals", "ServicePrincipal", """
        id                         | id      | def | eq in          | ne not | ro
        deletedDateTime            | date    | def |                | | ro
        accountEnabled             | flag    | def | eq in          | ne not
        alternativeNames           | texts   | def | eq ge le sw    | not
        appDescription             | text    | def |                | | ro
        appDisplayName             | text    | def | eq ge le in sw | ne not null | ro
        appId                      | text    | def | eq in          | ne not | create
        applicationTemplateId      | text    | def | eq             | not ne | ro
        appOwnerOrganizationId     | text    | def | eq             | ne not | ro
        appRoleAssignmentRequired  | flag    | def |                |
        description                | text    | def |                | eq ne not ge le sw
        disabledByMicrosoftStatus  | text    | def |                | | ro
        displayName                | text    | def | eq ge le in sw | ne not null | 256
        homepage                   | text    | def |                |
        loginUrl                   | text    | def |                |
        logoutUrl                  | text    | def |                |
        notes                      | text    | def |                | | 1024
        notificationEmailAddresses | texts   | def |                |
        preferredSingleSignOnMode  | text    | def |                |
        preferredTokenSigningKeyThumbprint | text | def |           |
        replyUrls                  | texts   | def |                |
        servicePrincipalNames      | texts   | def | eq ge le sw    | not
        servicePrincipalType       | text    | def | eq             | ne not in | ro
        signInAudience             | text    | def |                | | ro
        tags                       | texts   | def | eq ge le sw    | not
        tokenEncryptionKeyId       | text    | def |                |
        addIns                     | list    | def |                |
        appRoles                   | list    | def |                | | ro
        info                       | complex | def |                |
        keyCredentials             | list    | def |                |
        oauth2PermissionScopes     | list    | def |                |
        passwordCredentials        | list    | def |                |
        """);

    public static readonly EntityType ExtensionProperty = new("extensionProperty", "extensionProperties", "ExtensionProperty", """
        id                     | id    | def | eq | | ro
        deletedDateTime        | date  | def | | | ro
        appDisplayName         | text  | def | | | ro
        dataType               | text  | def | | | create
        isMultiValued          | flag  | def | | | create
        isSyncedFromOnPremises | flag  | def | | | ro
        name                   | text  | def | eq | | create
        targetObjects          | texts | def | | | create
        """);

    public static readonly EntityType Template = new("applicationTemplate", "applicationTemplates", "ApplicationTemplate", """
        id                         | id      | def | eq    | | ro
        categories                 | texts   | def |       | | ro
        deprecationDate            | date    | def |       | | ro
        description                | text    | def |       | | ro
        displayName                | text    | def | eq sw | | ro
        endpoints                  | texts   | def |       | | ro
        homePageUrl                | text    | def |       | | ro
        isEntraIntegrated          | flag    | def |       | | ro
        lastModifiedDateTime       | date    | def |       | | ro
        logoUrl                    | text    | def |       | | ro
        publisher                  | text    | def | eq sw | | ro
        riskFactors                | complex | def |       | | ro
        riskScore                  | complex | def |       | | ro
        supportedProvisioningTypes | texts   | def |       | | ro
        supportedSingleSignOnModes | texts   | def |       | | ro
        """);

    public static readonly EntityType Assignment = new("appRoleAssignment", "appRoleAssignments", "AppRoleAssignment", """
        id                   | text | def |       | | ro
        deletedDateTime      | date | def |       | | ro
        appRoleId            | text | def |       | | create
        createdDateTime      | date | def |       | | ro
        principalDisplayName | text | def | eq sw | | ro
        principalId          | text | def |       | | create
        principalType        | text | def |       | | ro
        resourceDisplayName  | text | def |       | | ro
        resourceId           | text | def | eq    | | create
        """);
}
