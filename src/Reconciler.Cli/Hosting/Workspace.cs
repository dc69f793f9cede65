using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Reporting;
using Reconciler.Core.Schemas;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Hosting;

/// <summary>A workspace as it was read: its texts, its model where it has one, and what is wrong with it.</summary>
internal sealed record Workspace(string Root, ImmutableArray<SourceText> Texts, WorkspaceSettings? Settings, IdentityModel? Model,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What it was loaded from, to be loaded again when its texts are edited.</summary>
    public required LoadRequest Request { get; init; }

    /// <summary>The revision that its control file was taken from; null when it is its own.</summary>
    public RevisionRow? Control { get; init; }

    /// <summary>What is checked out where it lies; null where that is not known.</summary>
    public HeadRow? Head { get; init; }

    public bool HasErrors => Model is null || Diagnostics.Any(d => d.Severity == Severity.Error);

    public static Workspace Load(string root, DateOnly day, Action<WorkspaceSettings>? known = null) => LoadUnder(WorkspaceFinder.ReadControl(root), root, day, known);

    /// <summary>The workspace under a control file that need not be its own; that one's path is what people read.</summary>
    /// <param name="known">Told of its settings, as soon as those hold.</param>
    public static Workspace LoadUnder(SourceText control, string root, DateOnly day, Action<WorkspaceSettings>? known = null)
    {
        var first = ControlFileReader.LoadControl(control);
        if (first.Settings is { } settings)
            known?.Invoke(settings);
        var found = WorkspaceFinder.Find(root, first.Files);
        var request = new LoadRequest([control, .. found.Texts], day, SchemaOf(first.Settings?.Directory), control.Path) { Unfollowed = found.Unfollowed, Owners = found.Owners };
        return Of(root, request, first.Settings);
    }

    /// <summary>The same workspace with other texts, its control file among them.</summary>
    public Workspace With(ImmutableArray<SourceText> texts)
    {
        var settings = texts.FirstOrDefault(t => t.Path == WorkspaceFinder.ControlFile) is { } control ? ControlFileReader.LoadControl(control).Settings : Settings;
        return Of(Root, Request with { Texts = texts, DirectorySchema = SchemaOf(settings?.Directory) }, settings);
    }

    private static Workspace Of(string root, LoadRequest request, WorkspaceSettings? settings)
    {
        var loaded = WorkspaceLoader.Load(request);
        return new Workspace(root, request.Texts, loaded.Model?.Settings ?? settings, loaded.Model, loaded.Diagnostics) { Request = request };
    }

    /// <summary>The text of one of its files, for the lines under a diagnostic.</summary>
    public string? TextOf(string file) => Texts.FirstOrDefault(t => t.Path == file)?.Read() is { Obstacle: Obstacle.None } read ? Decoded(read.Bytes.Span) : null;

    // As the reader has it: without the byte-order mark that a file may begin with, and without that one only.
    private static string Decoded(ReadOnlySpan<byte> bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    public static MarkPlace MarkOf(DirectorySettings directory, bool sandbox) => directory.MarkAttribute is { } attribute
        ? MarkPlace.InAttribute(attribute)
        : MarkPlace.InExtensionOf(sandbox ? Sandbox.AppIdOf(directory) : directory.ExtensionAppId ?? directory.Credential.ClientId);

    /// <summary>What the directory can hold, when there is one.</summary>
    public static TargetSchema? SchemaOf(DirectorySettings? directory) =>
        directory is null ? null : ConnectorCatalog.EntraSchema(MarkOf(directory, sandbox: false));
}
