namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a piece of text means. The terminal maps roles to colour, and colour only repeats what the signs and words already say.</summary>
public enum Role
{
    Plain,

    /// <summary>Provenance, hints, what stays: present, and not in the way.</summary>
    Dim,
    Strong,
    Heading,

    /// <summary>Blocked, held, failed (<c>!</c>).</summary>
    Danger,
    Warning,

    /// <summary>Somebody or something loses (<c>-</c>).</summary>
    Loss,

    /// <summary>Somebody or something gains (<c>+</c>).</summary>
    Gain,

    /// <summary>Changes (<c>~</c>).</summary>
    Change,

    /// <summary>Stays as it is (<c>=</c>).</summary>
    Kept,

    /// <summary>To be typed or pasted.</summary>
    Code,
}
