using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>A public organisation's real settings, when they are at hand.</summary>
public sealed class KubernetesTests
{
    [SharedFact]
    public void A_real_organisation_loads_whole()
    {
        var root = SharedFactAttribute.Kubernetes;
        var texts = Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(f => new SourceText(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes(f)));

        var model = WorkspaceLoader.Load(new LoadRequest([.. texts], Estate.Today)).Model();

        Assert.Equal(80, model.Files.Length);
        Assert.Equal(1509, model.OfKind(Kind.User).Count());
        Assert.Equal(766, model.OfKind(Kind.Group).Count());
        var members = model.OfKind(Kind.Group).SelectMany(g => g.Link("members").Ends).ToArray();
        Assert.Equal(3671, members.Length);
        Assert.Equal(56, members.Count(m => m.To is Reference.ByKey { Key.Kind.Name: "group" }));
        Assert.Equal(133, model.OfKind(Kind.Group).SelectMany(g => g.Links).Where(l => l.Link == "owners").Sum(l => l.Ends.Length));
        Assert.Equal(8, model.Applications.Length);
        Assert.Equal(3297, model.Applications.Sum(a => a.Assignments?.Ends.Length ?? 0));
        Assert.Equal(model.Applications.Select(a => (a.Key, a.Assignments)), model.OfKind(Kind.Application).Select(a => (a.Key.Name, (DeclaredLinks?)a.Link("assignments"))));
        Assert.Empty(model.Deferred);
    }
}
