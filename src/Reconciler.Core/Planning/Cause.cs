using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Planning;

/// <summary>Why something is to change, and the line that says so.</summary>
public abstract record Cause
{
    private Cause()
    {
    }

    public virtual SourceSpan Span => SourceSpan.None;

    /// <summary>Only the clock: a date that was reviewed when it was merged.</summary>
    public virtual bool IsDue => false;

    /// <summary>Somebody announced the loss (a leaver, an end date): the guard for unannounced losses does not count it.</summary>
    public virtual bool IsAnnounced => false;

    /// <summary>Written on the object.</summary>
    public sealed record Declared(SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Written in a <c>defaults:</c> block.</summary>
    public sealed record Defaults(SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Hit by a <c>membersWhere</c>.</summary>
    public sealed record Filtered(SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Follows from the object itself: a mark, a nickname, a password.</summary>
    public sealed record Derived(string Rule, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>An exclusive list at <paramref name="At"/> does not name it.</summary>
    public sealed record NotListed(SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Declared by an earlier apply, in <paramref name="File"/>, and no longer.</summary>
    public sealed record Undeclared(string File) : Cause;

    /// <summary>A leaver: <c>left:</c> or <c>ends:</c>.</summary>
    public sealed record Left(DateOnly Since, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;

        public override bool IsDue => true;

        public override bool IsAnnounced => true;
    }

    /// <summary>A start or end date of employment or of a link.</summary>
    public sealed record Dated(string Word, DateOnly Date, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;

        public override bool IsDue => true;

        public override bool IsAnnounced => true;
    }

    /// <summary>The grace after a disable is over.</summary>
    public sealed record GraceOver(DateOnly Due) : Cause
    {
        public override bool IsDue => true;
    }

    /// <summary>Given by a row of a mapping.</summary>
    public sealed record Mapped(string Mapping, string Source, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Access to an application comes by this line.</summary>
    public sealed record Assigned(string Way, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }

    /// <summary>Access to an application has ended, and why: <paramref name="Root"/> is what ended it in the directory, if this plan did.</summary>
    public sealed record NoAccess(string Why, Cause? Root, SourceSpan At) : Cause
    {
        public override SourceSpan Span => Root is { Span.IsNone: false } root ? root.Span : At;

        public override bool IsDue => Root?.IsDue ?? false;

        public override bool IsAnnounced => Root?.IsAnnounced ?? false;
    }

    /// <summary>A line of the control file.</summary>
    public sealed record Policy(string Line, SourceSpan At) : Cause
    {
        public override SourceSpan Span => At;
    }
}
