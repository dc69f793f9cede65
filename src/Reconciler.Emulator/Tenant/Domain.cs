namespace Reconciler.Emulator.Tenant;

internal sealed record Domain(string Name, bool IsDefault, bool IsInitial, string AuthenticationType)
{
    public bool IsFederated => AuthenticationType == "Federated";
}
