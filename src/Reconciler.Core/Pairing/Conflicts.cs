namespace Reconciler.Core.Pairing;

/// <summary>Every way in which an object can be in conflict, one factory a code. RC401–RC439.</summary>
public static class Conflicts
{
    public static PairingConflict SeveralHits(string attribute, string value, int count) =>
        new("RC401", $"{count} live objects have {attribute} {value}", "Write the id: of the one that is meant.");

    public static PairingConflict AnotherPerson(string by, string value, string earlier, string live, string declared) =>
        new("RC402", $"{value} belongs to {Spoken(earlier)} {live}, this file says {declared}",
            $"A recycled address is not the same person. Correct {earlier} or {by}, or write the id: of the object that is meant.");

    public static PairingConflict HitIsDisabled(string by, string value) =>
        new("RC403", $"the live object with {by} {value} is disabled, and not by us", "Write its id: as consent to take it over.");

    public static PairingConflict HitIsDeleted(string by, string value) =>
        new("RC404", $"the object with {by} {value} lies in the recycle bin and does not bear this key's mark",
            "Restore it or delete it for good; or write its id: as consent to restore it.");

    public static PairingConflict HitIsPrivileged(string by, string value, string roles) =>
        new("RC405", $"the live object with {by} {value} {roles}", "Write its id: as consent to manage a privileged object.");

    public static PairingConflict HitIsOfOtherType(string by, string value, string live, string declared) =>
        new("RC406", $"the live object with {by} {value} is a {live}, this file says {declared}", "Write its id: as consent.");

    public static PairingConflict MarkedForAnother(string by, string value, string mark) =>
        new("RC407", $"the live object with {by} {value} is marked {mark}",
            "If that key was renamed, write previously: on the new one; otherwise correct the attribute.");

    public static PairingConflict IdNotFound(string id, bool complete) =>
        new("RC408", complete ? $"no live object has the id {id}" : $"the id {id} was not found, and the list was not read to its end",
            "Correct or remove the id: line; an object bound by id: is never created.");

    public static PairingConflict ExistingNotFound(string tried) =>
        new("RC409", $"existing: true, but no live object matches ({tried})", "Correct the attributes it is matched by, or remove existing: to have it created.");

    public static PairingConflict ClaimedTwice(string other) =>
        new("RC410", $"{other} stands for the same live object", "One live object has one key: correct one of the two.");

    public static PairingConflict MarkedTwice(string mark, int count) =>
        new("RC411", $"{count} live objects bear the mark {mark}", "Somebody copied the mark: clear it on those that are not meant.");

    public static PairingConflict ValueTaken(string attribute, string value, string holder) =>
        new("RC413", $"{attribute} {value} is held by {holder}, which keeps it", $"Free it there first, or choose another {attribute}.");

    public static PairingConflict ComputedMembership() =>
        new("RC414", "its live membership is computed by a rule", "Remove members: and membersWhere:, or declare a group of your own beside it.");

    public static PairingConflict ExclusiveOnRoleGroup() =>
        new("RC415", "an exclusive list on a role-assignable or Teams-backed group is refused", "Write membership: additive.");

    public static PairingConflict ValuesInCircle(string attribute, string others) =>
        new("RC416", $"{attribute} would go round in a circle with {others}", "Move one of them out of the way in a first step.");

    public static PairingConflict FederatedDomain(string domain) =>
        new("RC417", $"{domain} is federated, and a new person there needs onPremisesImmutableId", "Declare it, or use a domain that the tenant manages itself.");

    public static PairingConflict PermissionsOfGraph() =>
        new("RC418", "the application is Microsoft Graph, and its roles are permissions over the whole directory", "Consent to permissions is given in Entra; take the application out of this workspace.");

    public static PairingConflict OurOwnApplication() =>
        new("RC419", "the application is the one that we sign in as", "It is never touched: take it out of this workspace.");

    public static PairingConflict MarkedByOthers(string id, string mark) =>
        new("RC412", $"the object with the id {id} is marked {mark}", "Another key or workspace owns it: release it there first.");

    private static string Spoken(string attribute) => attribute == "employeeId" ? "employee" : attribute;
}
