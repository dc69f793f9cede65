using Reconciler.Core.Pairing;

namespace Reconciler.Core.Projection;

/// <summary>Every way in which an account can be in conflict, one factory a code. RC420–RC439.</summary>
public static class AccountConflicts
{
    public static PairingConflict SeveralAccounts(string attribute, string value, int count) =>
        new("RC420", $"{count} accounts have {attribute} {value}", "Delete or rename those that are not meant; until then nothing is written to any of them.");

    public static PairingConflict AnotherPerson(string by, string value, string earlier, string live, string mapped) =>
        new("RC421", $"the account with {by} {value} has {earlier} {live}, the mapping gives {mapped}",
            $"A recycled {by} is not the same person. Correct {earlier} on one side, or delete the old account.");

    public static PairingConflict IsIgnored(string userName) =>
        new("RC422", $"the account {userName} is named by ignore:", "Take it out of ignore: if it is this person's account.");

    public static PairingConflict LinkedToAnother(string userName, string other) =>
        new("RC423", $"the account {userName} is linked to {other}", "One account is one person's: correct the attribute that both share.");

    public static PairingConflict NotEvaluated(string attribute, string message, string line) =>
        new("RC424", $"{attribute} cannot be computed: {message}", $"Correct the row at {line}, or the person's data.");

    public static PairingConflict RequiredMissing(string attribute, string source, string profile) =>
        new("RC425", $"{attribute} is required by {profile}, and {source} gives nothing", "Declare the attribute, or give the row a default:.");

    public static PairingConflict SameIdentity(string attribute, string value, string other) =>
        new("RC426", $"the mapping gives {attribute} {value} to {other} too", "Accounts are told apart by it: map an attribute that only one person has.");

    public static PairingConflict TooLong(string attribute, int length, int most, string profile) =>
        new("RC427", $"{attribute} has {length} characters, and {profile} holds {most}", "Shorten the value, or cut it in the mapping with Left(…).");
}
