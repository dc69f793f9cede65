using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Applications;

/// <summary>The gallery: every tenant has the template of applications that are not in it, seeds may add others.</summary>
internal static class Templates
{
    public static readonly Guid NonGallery = new("8adf8e6e-67b2-4cf2-a259-e3dc5476c621");

    public static void Provide(DirectoryStore store, DateTimeOffset now)
    {
        if (store.Find(NonGallery) is not null)
            return;
        var type = ApplicationTypes.Template;
        var values = ObjectValues.Empty.With(
        [
            new(type["displayName"], "Custom"),
            new(type["isEntraIntegrated"], ObjectValues.False),
            new(type["supportedSingleSignOnModes"], new[] { "password", "saml", "external" }),
        ]);
        // The gallery is not the tenant's history: delta and the log know nothing of it.
        store.History.Recording = false;
        store.Apply(new PutChange(ObjectKind.ApplicationTemplate, NonGallery, values), store.Sequence, now);
        store.History.Recording = true;
    }
}
