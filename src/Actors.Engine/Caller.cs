using Actors.Paxos;

namespace Actors.Engine;

/// <summary>Somebody who waits for an operation. <see cref="ProposerEngine"/> hands it back with the outcome, once.</summary>
public abstract class Caller
{
    /// <summary>Tells the caller. Called by whoever runs the engine, never by the engine.</summary>
    public abstract void Complete(Outcome outcome);
}
