namespace Actors.Bench;

/// <summary>The run cannot go on, for a reason that its user can do something about; the message says what.</summary>
internal sealed class BenchException : Exception
{
    public BenchException(string message) : base(message) { }

    public BenchException(string message, Exception inner) : base(message, inner) { }
}
