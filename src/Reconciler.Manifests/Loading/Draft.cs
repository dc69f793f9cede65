using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>A workspace as read so far: everything that is written, names not looked up.</summary>
/// <param name="catalog">What is known about attributes.</param>
/// <param name="asOf">The day to load for; null when only the control file is read, where no day matters.</param>
internal sealed class Draft(AttributeCatalog catalog, DateOnly? asOf)
{
    public AttributeCatalog Catalog { get; } = catalog;

    public DateOnly? AsOf { get; } = asOf;

    public List<Diagnostic> Faults { get; } = [];

    /// <summary>False when something could not be read: a name that is not found may stand there.</summary>
    public bool IsWhole { get; set; } = true;

    /// <summary>False when the control file is missing or could not be read: applications and mappings are not known then.</summary>
    public bool IsControlRead { get; set; }

    /// <summary>Lines of the file being read that the grammar has faulted: what is missing there may only be misspelt.</summary>
    public SortedSet<int> FaultedLines { get; } = [];

    /// <summary>What the control file says about the directory, once it is read.</summary>
    public DirectorySettings? Directory { get; set; }

    /// <summary>The control file was read, and says nothing about a directory.</summary>
    public bool HasNoDirectory { get; set; }

    public MentionTable Mentions { get; } = new();

    public TextValues Texts { get; } = new();

    public List<DraftResource> Resources { get; } = [];

    /// <summary>Names outside lists: protected objects and holders of assignments.</summary>
    public List<(Mention To, SourceSpan Span, OtherKinds Others)> Uses { get; } = [];

    /// <summary>Targets that overrides name.</summary>
    public List<Written> Targets { get; } = [];

    /// <summary>Overrides that allow no more than their guard always does, with that and where it is written.</summary>
    public List<(GuardOverride Line, int Always, SourceSpan Allow)> UselessOverrides { get; } = [];

    /// <summary>Which path may declare what; null when everything may.</summary>
    public Authority? Authority { get; set; }

    /// <summary>Committed SCIM profiles, by the name in their file's name.</summary>
    public List<Written> Profiles { get; } = [];

    /// <summary>The same dialects as written.</summary>
    public List<DraftProfile> ProfileTexts { get; } = [];

    public DraftApplications Applications { get; } = new();

    /// <summary>Mappings with their rows.</summary>
    public List<DraftObjectMapping> ObjectMappings { get; } = [];

    /// <summary>Those and the built-in ones, each with what it extends; to be asked when all files are read.</summary>
    public MappingSet KnownMappings => field ??= new(ObjectMappings);

    /// <summary>Committed and built-in dialects, each with what it extends; to be asked when all files are read.</summary>
    public ProfileSet KnownProfiles => field ??= new(ProfileTexts);

    public MappingFindings MappingFindings => field ??= new(Faults);

    public DeferredCount Deferred { get; } = new();

    public Repeats<(Kind Kind, string Name)> UnknownAttributes { get; } = new();

    public Repeats<(Kind Kind, string Name)> MasteredElsewhere { get; } = new();

    public Repeats<(Kind Kind, string Name)> NotWritable { get; } = new();

    public Repeats<string> MarkDeclared { get; } = new(StringComparer.Ordinal);

    public Repeats<string> OutsideDomains { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the grammar has faulted a line of an entry. The body of an alias stands elsewhere, even above its key.</summary>
    public bool IsFaulted(Node key, Node body)
    {
        if (FaultedLines.Count == 0)
            return false;
        var last = body.Document.SpanOf(Math.Max(body.Start, body.End - 1), body.End).Line;
        return FaultedLines.Contains(key.Span.Line) || FaultedLines.GetViewBetween(body.Span.Line, last).Count > 0;
    }
}
