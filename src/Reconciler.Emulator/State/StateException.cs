namespace Reconciler.Emulator.State;

/// <summary>A state or seed file that cannot be read; the message names the file and the line.</summary>
public sealed class StateException : Exception
{
    /// <summary>With what is wrong and where.</summary>
    public StateException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong and where, and the cause.</summary>
    public StateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without an explanation.</summary>
    public StateException()
    {
    }
}
