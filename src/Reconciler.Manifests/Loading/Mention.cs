using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>One name as written, however often: looked up once, when every file is read.</summary>
internal sealed class Mention(NameForm form, string text)
{
    public NameForm Form { get; } = form;

    public string Text { get; } = text;

    /// <summary>What the name means; null when it means nothing.</summary>
    public Reference? Meaning { get; set; }

    /// <summary>The declared object it means; null for an object that is not declared.</summary>
    public DraftResource? Declared { get; set; }

    /// <summary>The place of its meaning among all meanings: equal for names that mean the same.</summary>
    public int Rank { get; set; } = -1;
}
