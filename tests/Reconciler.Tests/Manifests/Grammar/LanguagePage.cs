namespace Reconciler.Tests.Manifests.Grammar;

/// <summary>The YAML that the language's page shows, with whole GUIDs and hosts where the page abbreviates.</summary>
internal static class LanguagePage
{
    public const string ShortControl = """
        version: 1
        workspace: contoso
        directory: { type: entra, tenant: contoso.onmicrosoft.com, enforce: full }
        """;

    public const string FullControl = """
        version: 1
        workspace: contoso                      # names the owner mark, the lock and the report series
        include: [../people]
        exclude: ["helm/**"]
        plans: { expire: 7d }
        history: .reconciler/history            # reports and the advisory ledger: a path or git:BRANCH; losing it only makes the tool more careful; --sandbox keeps its own

        directory:                              # optional: a workspace may have SCIM applications only
          type: entra
          tenant: contoso.onmicrosoft.com       # id or verified domain; compared with the live tenant before any write
          domains: [contoso.com]                # what userPrincipalName may end in; checked offline, compared with the tenant at plan
          cloud: global                         # global | usgov | dod | china; or endpoint: for a private root
          credential: { type: workloadIdentity } # default | workloadIdentity | githubOidc | managedIdentity | certificate | clientSecret | none (sandbox); secrets are env:NAME, file:PATH or keyvault:URI
          enforce: { users: full, groups: full }  # observe (no write at all) | add (create and add, never remove or disable) | full; required, one word for all kinds
          ownership: { directoryExtension: 11111111-2222-3333-4444-555555555555 }   # the app that registers extension_<appId>_reconcilerOwner; default: the credential's client id; or extensionAttributeN (marks users only)
          match: { users: [employeeId, userPrincipalName], groups: [displayName] }
          readOnly: { users: [companyName, employeeHireDate] }   # mastered elsewhere: usable as source, an error to declare
          leavers: { users: { action: disable, revokeSessions: true, deleteAfter: 30d }, groups: { action: keep } }   # these are the defaults, but for deleteAfter: without it nothing is deleted

        applications:
          entrust:
            displayName: Entrust IDaaS
            enforce: full
            enterpriseApp: { appId: 3f0c0000-2222-3333-4444-555555555555, assignmentRequired: true }   # or id:, displayName: (must be unique), template: non-gallery (created)
            roles:                                              # app roles kept; omitted = they exist and are only referred to
              - { value: User, displayName: User }
              - Admin                                           # short for value = displayName
              - Payroll
              - Approver
            assignments: exclusive                              # required on an app that we did not create: exclusive | additive
            scim:                                               # provisioned directly by the reconciler
              baseUrl: https://contoso.us.trustedauth.com/api/web/scim/v2
              auth: { type: bearer, token: env:RECONCILER_ENTRUST_TOKEN }  # bearer | basic | header | oauth2 {tokenUrl, clientId, clientSecret, scope} | none (loopback only)
              profile: entrust                                  # a built-in or committed dialect, or generic
              users:  { mapping: entrust-users, actions: [create, update, deactivate] }
              groups: { mapping: entrust-groups, push: assigned, unassigned: keep, foreignMembers: keep }
              unassigned: deactivate                            # deactivate | delete | keep: the account of a known person without access
              unknown: report                                   # report | deactivate: an account that belongs to nobody we know
              ignore: ["svc-*"]                                 # userNames never looked at
              protected: [integration@contoso.com]
          miniorange:
            displayName: miniOrange
            enforce: full
            enterpriseApp: { template: non-gallery }
            provisioning:                                       # Entra's own provisioning service, its settings kept as code (not beside scim:)
              baseUrl: https://miniorange.example/scim/v2
              token: env:RECONCILER_MINIORANGE_TOKEN
              scope: assigned                                   # assigned | all
              state: started                                    # started | paused
              users:  { mapping: miniorange-users, actions: [create, update, delete] }
              groups: { mapping: miniorange-groups, enabled: false }
              accidentalDeletions: { threshold: 50, notify: iam@contoso.com }

        guards:                                 # limits on effects, per target and kind, per run and per rolling 24 h; shown with the defaults
          removals:   { max: 5%, atLeast: 3, atMost: 50 }   # people, groups, accounts deleted or disabled without announcement
          announcedLeavers: { max: 2%, atLeast: 3, atMost: 50 }   # by left: or ends:
          accessLost: { max: 5%, atLeast: 5, atMost: 200 }  # person × application
          members:    { max: 25%, atLeast: 3 }              # leaving one group (and never the last one unannounced)
          identifiers: { max: 1%, atLeast: 3 }              # userPrincipalName, userName, externalId, mail changed
          updates:    { max: 30%, atLeast: 10 }
          adoptions:  { atMost: 20 }                        # objects taken over by matching (an id: line is consent and not counted)
          overrides:
            - { guard: removals, target: directory, allow: 57, until: 2026-12-01, owner: iam@contoso.com, reason: "CHG-1234 Lisbon closes" }   # a budget: used up, then gone

        protected:                              # never deleted, disabled, unlinked or stripped of access; an entry that resolves to nothing is an error
          users: [breakglass1@contoso.com]
          groups: [{ groupId: 7c1e0000-2222-3333-4444-555555555555 }]
          roles: [Global Administrator]         # whoever holds it; always protected too: our own principal, role-assignable groups
        conflicts:                              # separation of duties: nobody may hold all of them
          - { name: pay-and-approve, all: [entrust/Payroll, entrust/Approver] }
        release: { users: [old.contractor], groups: [] }   # marks cleared, objects left alone
        authority:                              # which path may declare what; the last matching line decides; without the block everything may
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
          ada.lovelace:                         # the stable key; renamed without loss by previously: [ada.byron] (another workspace's: [other/ada.byron])
            id: 8b0c6f0e-2222-3333-4444-555555555555                      # optional: binds to one live object; import writes it
            userPrincipalName: ada.lovelace@contoso.com       # attribute names are Microsoft Graph's
            displayName: Ada Lovelace
            givenName: Ada
            surname: Lovelace
            employeeId: "00012"
            jobTitle: Analyst
            manager: charles.babbage
            accountEnabled: true
            employment: { starts: 2026-12-01, ends: 2027-06-30, prepare: 14d }   # UTC days, ends inclusive; account prepared (disabled) before, enabled and entitled between
            licenses: [SPE_E5, { sku: EMS, disabledPlans: [MFA_PREMIUM] }]
          grace.hopper: { left: 2026-11-21 }    # a leaver in one line; references to her are inert from then on
          john.smith: { existing: true, employeeId: "00777", usageLocation: GB }   # mastered elsewhere: matched, its declared attributes updated; never marked, created, removed, nor counted as adopted
          mary.wollstonecraft: { userPrincipalName: mary.w@contoso.com, displayName: Mary W, unmanaged: [department] }   # not even by defaults
          guest.turing:
            mail: alan@example.org              # guests are matched by mail
            userType: Guest
            invite: { redirectUrl: https://myapps.microsoft.com, send: false }

        groups:
          engineering:
            displayName: Engineering
            description: Everyone who builds
            kind: security                      # security | microsoft365
            owners: [charles.babbage]
            membership: { members: exclusive, owners: additive }   # or one word for both; required on a group with id: or existing:, else exclusive
            members:
              - ada.lovelace                    # a declared key
              - mary.shelley@contoso.com        # contains @: a live (or declared) userPrincipalName
              - { employeeId: "00431" }         # or { id: GUID }, { servicePrincipal: APPID }
              - { group: platform }             # nesting; { groupId: GUID } for one that is not declared
              - { user: guest.turing, until: 2027-01-31, reason: CHG-77 }
            membersWhere: 'department eq "Engineering" and not (userType eq "Guest")'   # RFC 7644 filter over all people of the view, added to members
          all-staff:
            displayName: All staff
            membershipRule: '(user.userType -eq "Member")'    # dynamic membership, computed by Entra

        assignments:
          entrust:                              # application key; files add up
            - { group: engineering, role: User }
            - { group: platform, role: User, nested: expand }   # Entra gives roles to direct members only; expand keeps direct assignments for the nested ones
            - { user: charles.babbage, role: Admin, until: 2027-03-31 }

        mappings:
          entrust-users:
            object: user
            attributes:                         # target attribute (SCIM path): source; sources bear Entra's mapping names ([mobile], [objectId], [IsSoftDeleted] …)
              userName:                       { source: userPrincipalName, match: 1 }
              externalId:                     { source: objectId, match: 2 }
              active:                         { expression: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")' }
              emails[type eq "work"].value:   mail            # short for { source: mail }
              name.givenName:                 givenName
              name.familyName:                surname
              displayName:                    displayName
              userType:                       { constant: Employee, apply: create }      # always (default) | create
              title:                          { source: jobTitle, default: Staff }       # default: on create only
            scope:                              # any item may hold; all clauses of an item must hold
              - [ { attribute: department, operator: EQUALS, value: Engineering } ]
          entrust-groups: { object: group, attributes: { displayName: { source: displayName, match: 1 }, externalId: objectId, members: members } }
        """;
}
