namespace Reconciler.Tests.Manifests.Loading;

/// <summary>The YAML of the language's own page, with what it leaves out completed.</summary>
internal static class LanguageSamples
{
    public const string ShortControl = """
        version: 1
        workspace: contoso
        directory: { type: entra, tenant: contoso.onmicrosoft.com, enforce: full }
        """;

    public const string Control = """
        version: 1
        workspace: contoso                      # names the owner mark, the lock and the report series
        include: [../people]
        exclude: ["helm/**"]
        plans: { expire: 7d }
        history: .reconciler/history

        directory:
          type: entra
          tenant: contoso.onmicrosoft.com
          domains: [contoso.com]
          cloud: global
          credential: { type: workloadIdentity }
          enforce: { users: full, groups: full }
          ownership: { directoryExtension: 11111111-2222-4333-8444-555555555555 }
          match: { users: [employeeId, userPrincipalName], groups: [displayName] }
          readOnly: { users: [companyName, employeeHireDate] }
          leavers: { users: { action: disable, revokeSessions: true, deleteAfter: 30d }, groups: { action: keep } }

        applications:
          entrust:
            displayName: Entrust IDaaS
            enforce: full
            enterpriseApp: { appId: 3f0c1111-2222-4333-8444-555555555555, assignmentRequired: true }
            roles:
              - { value: User, displayName: User }
              - Admin
              - Payroll
              - Approver
            assignments: exclusive
            scim:
              baseUrl: https://contoso.us.trustedauth.com/api/web/scim/v2
              auth: { type: bearer, token: env:RECONCILER_ENTRUST_TOKEN }
              profile: entrust
              users:  { mapping: entrust-users, actions: [create, update, deactivate] }
              groups: { mapping: entrust-groups, push: assigned, unassigned: keep, foreignMembers: keep }
              unassigned: deactivate
              unknown: report
              ignore: ["svc-*"]
              protected: [integration@contoso.com]
          miniorange:
            displayName: miniOrange
            enforce: full
            enterpriseApp: { template: non-gallery }
            provisioning:
              baseUrl: https://login.example/scim/v2
              token: env:RECONCILER_MINIORANGE_TOKEN
              scope: assigned
              state: started
              users:  { mapping: miniorange-users, actions: [create, update, delete] }
              groups: { mapping: miniorange-groups, enabled: false }
              accidentalDeletions: { threshold: 50, notify: iam@contoso.com }

        guards:
          removals:   { max: 5%, atLeast: 3, atMost: 50 }
          announcedLeavers: { max: 2%, atLeast: 3, atMost: 50 }
          accessLost: { max: 5%, atLeast: 5, atMost: 200 }
          members:    { max: 25%, atLeast: 3 }
          identifiers: { max: 1%, atLeast: 3 }
          updates:    { max: 30%, atLeast: 10 }
          adoptions:  { atMost: 20 }
          overrides:
            - { guard: removals, target: directory, allow: 57, until: 2026-12-01, owner: iam@contoso.com, reason: "CHG-1234 Lisbon closes" }

        protected:
          users: [breakglass1@contoso.com]
          groups: [{ groupId: 7c1e1111-2222-4333-8444-555555555555 }]
          roles: [Global Administrator]
        conflicts:
          - { name: pay-and-approve, all: [entrust/Payroll, entrust/Approver] }
        release: { users: [old.contractor], groups: [] }
        authority:
          - { path: "**", allow: [] }
          - { path: "people/**", allow: [users] }
          - { path: "teams/web/**", allow: ["groups/web-*", "assignments/wiki"] }
        """;

    public const string Content = """
        version: 1
        defaults:                               # for objects of this file; guests only take defaults.guests
          users: { usageLocation: GB, department: Engineering }
          guests: { usageLocation: GB }

        users:
          ada.lovelace:
            id: 8b0c6f0e-5a51-4c8e-9b0e-2f6f3f0f1a2b
            previously: [ada.byron, other/ada.king]
            userPrincipalName: ada.lovelace@contoso.com
            displayName: Ada Lovelace
            givenName: Ada
            surname: Lovelace
            employeeId: "00012"
            jobTitle: Analyst
            manager: charles.babbage
            accountEnabled: true
            employment: { starts: 2026-12-01, ends: 2027-06-30, prepare: 14d }
            licenses: [SPE_E5, { sku: EMS, disabledPlans: [MFA_PREMIUM] }]
          grace.hopper: { left: 2026-11-21 }
          john.smith: { existing: true, employeeId: "00777", usageLocation: GB }
          mary.wollstonecraft: { userPrincipalName: mary.w@contoso.com, displayName: Mary W, unmanaged: [department] }
          guest.turing:
            mail: alan@example.org
            userType: Guest
            invite: { redirectUrl: https://myapps.microsoft.com, send: false }

        groups:
          engineering:
            displayName: Engineering
            description: Everyone who builds
            kind: security
            owners: [charles.babbage]
            membership: { members: exclusive, owners: additive }
            members:
              - ada.lovelace
              - mary.shelley@contoso.com
              - { employeeId: "00431" }
              - { group: platform }
              - { user: guest.turing, until: 2027-01-31, reason: CHG-77 }
            membersWhere: 'department eq "Engineering" and not (userType eq "Guest")'
          all-staff:
            displayName: All staff
            membershipRule: '(user.userType -eq "Member")'

        assignments:
          entrust:
            - { group: engineering, role: User }
            - { group: platform, role: User, nested: expand }
            - { user: charles.babbage, role: Admin, until: 2027-03-31 }

        mappings:
          entrust-users:
            object: user
            attributes:
              userName:                       { source: userPrincipalName, match: 1 }
              externalId:                     { source: objectId, match: 2 }
              active:                         { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }
              emails[type eq "work"].value:   mail
              name.givenName:                 givenName
              name.familyName:                surname
              displayName:                    displayName
              userType:                       { constant: Employee, apply: create }
              title:                          { source: jobTitle, default: Staff }
            scope:
              - [ { attribute: department, operator: EQUALS, value: Engineering } ]
          entrust-groups: { object: group, attributes: { displayName: { source: displayName, match: 1 }, externalId: objectId, members: members } }
        """;

    /// <summary>What the page refers to without showing it.</summary>
    public const string Rest = """
        version: 1
        users:
          charles.babbage: { userPrincipalName: charles.babbage@contoso.com, displayName: Charles Babbage, jobTitle: null, otherMails: [], manager: null, enable: CHG-12 }
        groups:
          platform: { displayName: Platform, members: [] }
        mappings:
          miniorange-users: { object: user, attributes: { userName: userPrincipalName } }
          miniorange-groups: { object: group, attributes: { displayName: displayName } }
        """;

    public static (string Path, string Text)[] Whole { get; } = [("reconciler.yaml", Control), ("people.yaml", Content), ("rest.yml", Rest)];
}
