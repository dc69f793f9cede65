using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>
/// What writes or reads one document: its forms, and the converters that use them. How types are written is worked out once for a pen; it is
/// laid back for the next document, as a run's journal is some thousand small ones.
/// </summary>
internal sealed class Pen : IDisposable
{
    private static readonly ConcurrentBag<Pen> Resting = [];

    private Pen() => Options = With(Forms);

    public FormTable Forms { get; } = new();

    public JsonSerializerOptions Options { get; }

    public static Pen Take() => Resting.TryTake(out var pen) ? pen : new Pen();

    public JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    public void Dispose()
    {
        Forms.Clear();
        Resting.Add(this);
    }

    // The default encoder escapes for HTML; a document is not HTML, and people read arrows and accents.
    private static JsonSerializerOptions With(FormTable forms) => new(DocumentContext.Default.Options)
    {
        WriteIndented = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        TypeInfoResolver = DocumentContext.Default.WithAddedModifier(RequireParts).WithAddedModifier(Silence.Keep),
        Converters =
        {
            new CellsConverter(forms), new EndsConverter(forms), new AccessConverter(forms), new LinksConverter(),
            new RowsConverter<EntryRow>(Silence.Trim, Silence.Restore), new RowsConverter<OperationRow>(Silence.Trim, Silence.Restore),
            new RowsConverter<GuardRow>(), new RowsConverter<AccessRow>(), new RowsConverter<UpcomingRow>(), new RowsConverter<FindingRow>(),
        },
    };

    // What is left out would be null, whatever its initial value: a document without a list, a text or a part that cannot be null is none of ours.
    private static void RequireParts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { IsSetNullable: false, Set: not null } && (IsList(property.PropertyType) || !property.PropertyType.IsValueType))
                property.IsRequired = true;
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
}
