namespace Reconciler.Manifests.Loading;

/// <summary>What is to be written where the name of an object of the other kind stands.</summary>
internal enum OtherKinds
{
    /// <summary>Both kinds can stand here, each in its form.</summary>
    InTheirForm,

    /// <summary>Only people: a manager, an owner.</summary>
    Never,

    /// <summary>Each kind in a list of its own, as among what is protected.</summary>
    InTheirList,
}
