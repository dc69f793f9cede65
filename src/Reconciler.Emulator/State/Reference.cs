namespace Reconciler.Emulator.State;

/// <summary>How a line names another object: by id, or in hand-written seeds by principal name, unique name, app id or display name.</summary>
internal readonly record struct Reference(Guid Id, string? Text)
{
    public static Reference Parse(string text) => Guid.TryParse(text, out var id) ? new Reference(id, null) : new Reference(Guid.Empty, text);

    public override string ToString() => Text ?? Id.ToString();
}
