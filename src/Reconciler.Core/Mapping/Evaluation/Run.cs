namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>One evaluation under way. Once it has stopped, everything else gives Null at once and the first reason stands.</summary>
internal struct Run(AttributeSource source, EvaluationContext context)
{
    private int _characters;
    private long _steps;
    private FlowResult _stopped;

    public readonly AttributeSource Source => source;

    public readonly EvaluationContext Context => context;

    public Tracer? Tracer { get; init; }

    public bool IsStopped { get; private set; }

    /// <summary>Something in the result came through <c>Redact</c>.</summary>
    public bool IsRedacted { get; set; }

    /// <summary>Under way inside <c>Redact</c>.</summary>
    public bool Hides { get; set; }

    public readonly FlowResult Outcome(MappingValue value) => IsStopped ? _stopped : FlowResult.Of(value, IsRedacted);

    public MappingValue Stop(FlowResult with)
    {
        if (!IsStopped)
            (IsStopped, _stopped) = (true, with);
        return MappingValue.Null;
    }

    public MappingValue Fail(Node at, MappingErrorKind kind, string message) =>
        IsStopped ? MappingValue.Null : Stop(FlowResult.Failed(new MappingError(kind, message, at.Offset, at.Length)));

    /// <summary>Asks for room for characters before they are made.</summary>
    public bool MayProduce(Node at, long characters)
    {
        if (IsStopped)
            return false;
        if (characters > context.MostCharacters - _characters)
        {
            Fail(at, MappingErrorKind.Budget, $"the expression produces more than {context.MostCharacters:N0} characters");
            return false;
        }

        _characters += (int)characters;
        return true;
    }

    /// <summary>Asks for steps before they are taken.</summary>
    public bool MayTake(Node at, long steps)
    {
        if (IsStopped)
            return false;
        _steps += steps;
        if (_steps <= context.MostSteps)
            return true;
        Fail(at, MappingErrorKind.Budget, "the expression takes too many steps on these values");
        return false;
    }
}
