using Reconciler.Connectors.Tests.Emulator;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraContractTests
{
    /// <summary>Every tenant of these tests checks what was sent when it goes; this one shows that the check can fail.</summary>
    [SharedFact]
    public void The_contract_knows_what_is_wrong() => Assert.Equal(
        ["invitation has no property shoeSize to send", "appRoleAssignment has no property shoeSize to send", "no operation GET /nonsense", "GET /organization has no option $foo", "user has no property shoeSize to select", "user has no property shoeSize to send"],
        Contract.Breaches([new Sent("POST", "/invitations", """{"shoeSize":1}"""), new Sent("POST", "/servicePrincipals/x/appRoleAssignedTo", """{"shoeSize":1}"""),
            new Sent("GET", "/nonsense", ""), new Sent("GET", "/organization?$foo=1", ""), new Sent("GET", "/users?$select=shoeSize", ""),
            new Sent("PATCH", "/users/x", """{"shoeSize":1}"""), new Sent("GET", "/users/delta?$select=manager", "")]));
}
