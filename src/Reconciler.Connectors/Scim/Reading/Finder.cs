using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Connectors.Scim.Listing;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Reading;

/// <summary>The objects that bear a value, and whether these are all.</summary>
internal sealed record Found(ImmutableArray<ScimResource> Objects, Completeness Completeness);

/// <summary>
/// Looks objects up by one value. What a filter returns is compared again; that it returns nothing counts only once the same form has found
/// an object that is known to be there, else the listing decides.
/// </summary>
internal sealed class Finder(ScimReadClient client, Lister lister)
{
    public async Task<Found> FindAsync(ResourceShape shape, string attribute, string value, CancellationToken cancellationToken) =>
        await GlanceAsync(shape, attribute, value, cancellationToken) is { Completeness.IsProven: true } seen ? seen : await ListAsync(new Wanted(shape, attribute, value), cancellationToken);

    /// <summary>What a filter shows, and no listing where that proves nothing: for a look that follows soon upon a whole read.</summary>
    public async Task<Found> GlanceAsync(ResourceShape shape, string attribute, string value, CancellationToken cancellationToken)
    {
        var wanted = new Wanted(shape, attribute, value);
        if (shape.Part.FilterBy.Contains(wanted.Plain, StringComparer.OrdinalIgnoreCase)
            && await AskAsync(wanted, value, cancellationToken) is { } page)
        {
            ImmutableArray<ScimResource> matches = [.. page.Resources.Where(wanted.Matches)];
            if (!matches.IsEmpty)
                return new Found(matches, new Completeness.Proven("by a filter, and compared again"));
            if (page.Resources.IsEmpty && await IsBelievedAsync(wanted, cancellationToken))
                return new Found([], new Completeness.Proven("nothing by a filter that finds what is there"));
        }

        return new Found([], new Completeness.Unproven("no filter on it is believed"));
    }

    private async Task<Found> ListAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ScimResource>();
        var whole = await lister.AllAsync(new ListQuery(wanted.Shape.Part), r => Take(r), null, cancellationToken);
        return new Found([.. found.DistinctBy(r => r.Id)], whole);

        void Take(ScimResource resource)
        {
            if (wanted.Matches(resource))
                found.Add(resource);
        }
    }

    /// <summary>One page of a filter's results; null where the service does not take the filter.</summary>
    private async Task<ListPage?> AskAsync(Wanted wanted, string value, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(ScimAddress.Collection(wanted.Shape.Part) + ScimAddress.Query(("filter", ScimAddress.Equal(wanted.Plain, value))), cancellationToken);
        if (answer.Status is 401 or 429 or (>= 300 and < 400))
            throw client.Faults.Refused(answer, wanted.Shape.Part.Endpoint);
        return answer.IsSuccess ? ListPage.Read(answer) : null;
    }

    private async Task<bool> IsBelievedAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var filter = client.Profile.Filter;
        var needsCase = wanted.IgnoresCase && !string.Equals(Swapped(wanted.Value), wanted.Value, StringComparison.Ordinal);
        if (filter.TrustsNoMatch && (!needsCase || filter.IgnoresCase))
            return true;
        var trust = await TrustAsync(wanted, cancellationToken);
        return trust == FilterTrust.AnyCase || (trust == FilterTrust.ExactCase && (!needsCase || filter.IgnoresCase));
    }

    private async Task<FilterTrust> TrustAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var memory = client.Connection.Memory;
        var form = (wanted.Shape.Kind, wanted.Plain.ToUpperInvariant());
        if (memory.Trust.TryGetValue(form, out var known))
            return known;
        for (var isFresh = !memory.Known.TryGetValue(form, out var seen); ; isFresh = true)
        {
            if ((isFresh ? await SampleAsync(wanted, cancellationToken) : seen) is not { } value)
                return FilterTrust.None;
            var canary = new Wanted(wanted.Shape, wanted.Attribute, value) { IgnoresCase = true };
            var trust = await FindsAsync(canary, Swapped(value)) ? FilterTrust.AnyCase : await FindsAsync(canary, value) ? FilterTrust.ExactCase : FilterTrust.None;
            // A canary may have gone since it was seen; one that was seen just now settles it.
            if (trust != FilterTrust.None || isFresh)
                return memory.Trust[form] = trust;
        }

        // Everything that is returned must match: a service that ignores filters returns the canary too.
        async Task<bool> FindsAsync(Wanted canary, string spelling) =>
            await AskAsync(canary, spelling, cancellationToken) is { Resources.IsEmpty: false } page && page.Resources.All(canary.Matches);
    }

    /// <summary>Some object's value, to try the filter on.</summary>
    private async Task<string?> SampleAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(new ListQuery(wanted.Shape.Part) { Count = 1 }.At(1), cancellationToken);
        return answer.IsSuccess && ListPage.Read(answer) is { } page
            ? page.Resources.SelectMany(wanted.ValuesOf).FirstOrDefault(v => v.Length > 0)
            : null;
    }

    private static string Swapped(string value) =>
        string.Create(value.Length, value, (letters, text) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = char.IsAsciiLetterUpper(text[i]) ? char.ToLowerInvariant(text[i]) : char.IsAsciiLetterLower(text[i]) ? char.ToUpperInvariant(text[i]) : text[i];
        });

    /// <summary>A value that is looked for in an attribute.</summary>
    private sealed record Wanted(ResourceShape Shape, string Attribute, string Value)
    {
        public string Plain => Shape[Attribute].Plain is var plain && Shape[Attribute].TakesMany && Shape[Attribute].SubAttribute is null ? $"{plain}.value" : plain;

        public bool IgnoresCase { get; init; } = Shape.Schema.Find(Attribute) is { } known ? known.Case == CaseRule.Ignore
            : Attribute is "userName" or "displayName" && !Shape.Part.Attribute(Attribute).CaseExact;

        public bool Matches(ScimResource resource) =>
            ValuesOf(resource).Contains(Value, IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

        public IEnumerable<string> ValuesOf(ScimResource resource) =>
            resource.At(Shape[Attribute]).Select(v => ((JsonElement?)v).Scalar()).OfType<string>();
    }
}
