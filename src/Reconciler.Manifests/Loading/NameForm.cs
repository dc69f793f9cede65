using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>How a text names an object.</summary>
internal enum NameForm
{
    UserKey,
    GroupKey,
    UserPrincipalName,
    EmployeeId,
    UserId,
    GroupId,
    AppId,
}

internal static class NameForms
{
    public static Kind KindOf(this NameForm form) => form switch
    {
        NameForm.GroupKey or NameForm.GroupId => Kind.Group,
        NameForm.AppId => Kind.ServicePrincipal,
        _ => Kind.User,
    };

    public static bool IsKey(this NameForm form) => form is NameForm.UserKey or NameForm.GroupKey;
}
