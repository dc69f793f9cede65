using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Lists of linked objects with their casts: <c>/members</c>, <c>/members/microsoft.graph.user</c>, <c>…/$count</c>.</summary>
internal static class LinkListing
{
    private const string CastPrefix = "microsoft.graph.";

    private static readonly EntityType[] s_mixed = [UserType.Type, GroupType.Type, ApplicationTypes.ServicePrincipal, ApplicationTypes.Application];

    public static Answer Answer(Call call, HandleSet links, string[] rest, Func<DirectoryObject, bool>? where = null) => rest switch
    {
        [] => All(links, where).Answer(call),
        ["$count"] => All(links, where).Count(call),
        [var cast] when Kind(cast) is { } kind => Of(call, links, kind, where).Answer(call),
        [var cast, "$count"] when Kind(cast) is { } kind => Of(call, links, kind, where).Count(call),
        [var cast, ..] when cast.StartsWith(CastPrefix, StringComparison.Ordinal) && Kind(cast) is null => Nobody(call, cast),
        [var id] when Guid.TryParse(id, out var guid) && call.Store.FindLive(guid) is { } item && links.Contains(item.Handle) => OneObject.Mixed(call, item),
        [var id] when Guid.TryParse(id, out _) => throw Errors.NotFound(id),
        [var segment, ..] => throw Errors.NoSegment(segment),
    };

    public static ObjectKind? Kind(string cast) =>
        cast.StartsWith(CastPrefix, StringComparison.Ordinal) ? ObjectKinds.FromTypeName(cast[CastPrefix.Length..]) : null;

    private static Listing All(HandleSet links, Func<DirectoryObject, bool>? where) =>
        new(links, "directoryObjects") { Types = s_mixed, Mixed = true, ByLink = true, Where = where };

    private static Listing Of(Call call, HandleSet links, ObjectKind kind, Func<DirectoryObject, bool>? where) =>
        new(links, ObjectKinds.TypeOf(kind).Set)
        {
            Types = [ObjectKinds.TypeOf(kind)],
            ByLink = true,
            Where = item => item.Kind == kind && (where is null || where(item)),
        };

    /// <summary>A cast to a type the emulator does not keep, as devices.</summary>
    private static Answer Nobody(Call call, string cast)
    {
        if (cast[CastPrefix.Length..] is not ("device" or "orgContact" or "administrativeUnit" or "directoryRole"))
            throw Errors.NoSegment(cast);
        return new Listing(new HandleSet(), "directoryObjects") { Types = s_mixed, Mixed = true }.Answer(call);
    }
}
