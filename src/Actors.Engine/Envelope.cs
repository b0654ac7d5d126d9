namespace Actors.Engine;

/// <summary>A message on its way since <paramref name="PostedAt"/>, and who waits for the reply: nobody, if it is a hint.</summary>
internal readonly record struct Envelope(Operation? Operation, int Acceptor, RegisterMessage Message, TimeSpan PostedAt)
{
    /// <summary>About how many bytes it takes.</summary>
    public int Bytes { get; } = WireSize.Of(Message);

    /// <summary>Whether nobody waits for the reply any more: sending it would only keep others waiting.</summary>
    public bool IsStale => Operation is { } operation && (operation.Done || !ReferenceEquals(operation.Latest, Message.Message));
}
