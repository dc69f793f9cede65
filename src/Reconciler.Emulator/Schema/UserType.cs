namespace Reconciler.Emulator.Schema;

internal static class UserType
{
    public static readonly EntityType Type = new("user", "users", "User", """
        id                              | id      | def | eq in | ne not | ro
        businessPhones                  | texts   | def |                | eq not ge le sw
        displayName                     | text    | def | eq ge le in sw | ne not null | 256 set
        givenName                       | text    | def | eq ge le in sw | ne not null | 64
        jobTitle                        | text    | def | eq ge le in sw | ne not null | 128
        mail                            | text    | def | eq ge le in sw | ne not null ew | set
        mobilePhone                     | text    | def |                | eq ne not ge le in sw null | 64
        officeLocation                  | text    | def |                | eq ne not ge le in sw null | 128
        preferredLanguage               | text    | def |                | eq ne not ge le in sw null
        surname                         | text    | def | eq ge le in sw | ne not null | 64
        userPrincipalName               | text    | def | eq ge le in sw | ne not ew | 113 set
        accountEnabled                  | flag    | sel | eq in          | ne not | set
        mailNickname                    | text    | sel | eq ge le in sw | ne not null | 64 set
        department                      | text    | sel | eq ge le in sw | ne not null | 64
        companyName                     | text    | sel |                | eq ne not ge le in sw null | 64
        employeeId                      | text    | sel | eq ge le in sw | ne not null | 16
        employeeType                    | text    | sel |                | eq ne not ge le in sw null
        userType                        | text    | sel | eq in          | ne not null
        usageLocation                   | text    | sel | eq ge le in sw | ne not null | set
        city                            | text    | sel | eq ge le in sw | ne not null | 128
        country                         | text    | sel | eq ge le in sw | ne not null | 128
        state                           | text    | sel | eq ge le in sw | ne not null | 128
        streetAddress                   | text    | sel |                | eq ne not ge le in sw null | 1024
        postalCode                      | text    | sel |                | eq ne not ge le in sw null | 40
        createdDateTime                 | date    | sel | eq ge le       | ne not in null | ro
        otherMails                      | texts   | sel | eq ge le in sw | not ew
        onPremisesExtensionAttributes   | complex | sel |                | eq ne not ge le in null
        employeeOrgData                 | complex | sel |                | eq ne not ge le in
        passwordProfile                 | complex | sel |                | eq ne not in null
        passwordPolicies                | text    | sel |                | ne not null
        onPremisesSyncEnabled           | flag    | sel | eq in          | ne not null | ro
        onPremisesImmutableId           | text    | sel | eq ge le in sw | ne not
        proxyAddresses                  | texts   | sel | eq ge le sw    | not ew | ro
        identities                      | list    | sel | eq null        |
        faxNumber                       | text    | sel |                | eq ne not ge le in sw null
        ageGroup                        | text    | sel | eq in          | ne not null
        consentProvidedForMinor         | text    | sel | eq in          | ne not null
        creationType                    | text    | sel | eq in          | ne not null | ro
        externalUserState               | text    | sel | eq             | ne not null in | ro
        externalUserStateChangeDateTime | date    | sel |                | | ro
        employeeHireDate                | date    | sel |                | eq ne not ge le in
        employeeLeaveDateTime           | date    | sel | eq ge le       | ne not in
        imAddresses                     | texts   | sel | eq ge le sw    | not | ro
        isResourceAccount               | flag    | sel |                |
        isManagementRestricted          | flag    | sel |                | | ro
        legalAgeGroupClassification     | text    | sel |                | | ro
        preferredDataLocation           | text    | sel |                |
        showInAddressList               | flag    | sel |                | eq ne not in
        lastPasswordChangeDateTime      | date    | sel |                | | ro
        signInSessionsValidFromDateTime | date    | sel |                | | ro
        securityIdentifier              | text    | sel |                | | ro
        deletedDateTime                 | date    | sel | eq ge le       | ne not in | ro
        assignedLicenses                | list    | sel | eq             | | ro
        assignedPlans                   | list    | sel |                | | ro
        provisionedPlans                | list    | sel |                | | ro
        licenseAssignmentStates         | list    | sel |                | | ro
        onPremisesDistinguishedName     | text    | sel |                | | ro
        onPremisesDomainName            | text    | sel |                | | ro
        onPremisesLastSyncDateTime      | date    | sel | eq ge le in    | ne not | ro
        onPremisesProvisioningErrors    | list    | sel |                | | ro
        onPremisesSamAccountName        | text    | sel | eq ge le in sw | ne not | ro
        onPremisesSecurityIdentifier    | text    | sel | eq             | | ro
        onPremisesUserPrincipalName     | text    | sel | eq ge le in sw | ne not | ro
        serviceProvisioningErrors       | list    | sel |                | | ro
        authorizationInfo               | complex | sel |                | | ro
        customSecurityAttributes        | complex | sel |                | | ro
        identityParentId                | text    | sel |                | | ro
        aboutMe                         | text    | sel |                | | elsewhere
        birthday                        | date    | sel |                | | elsewhere
        hireDate                        | date    | sel |                | | elsewhere
        interests                       | texts   | sel |                | | elsewhere
        mySite                          | text    | sel |                | | elsewhere
        pastProjects                    | texts   | sel |                | | elsewhere
        preferredName                   | text    | sel |                | | elsewhere
        responsibilities                | texts   | sel |                | | elsewhere
        schools                         | texts   | sel |                | | elsewhere
        skills                          | texts   | sel |                | | elsewhere
        mailboxSettings                 | complex | sel |                | | elsewhere
        deviceEnrollmentLimit           | number  | sel |                | | elsewhere
        print                           | complex | sel |                | | elsewhere
        signInActivity                  | complex | sel |                | | ro
        """);
}
