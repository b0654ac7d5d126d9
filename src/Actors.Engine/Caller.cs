using Actors.Paxos;

namespace Actors.Engine;

/// <summary>Somebody who waits for an operation. <see cref="ProposerEngine"/> hands it back with the outcome, once.</summary>
public abstract class Caller
{
    /// <summary>Tells the caller. Called by whoever runs the engine, never by the engine.</summary>
    public abstract void Complete(Outcome outcome);

    /// <summary>Tells the caller that what acceptors say of the register cannot be true. Unless it wants to know, that is an unknown outcome.</summary>
    public virtual void Fail(InvariantException exception) => Complete(new Outcome(OutcomeKind.Unknown, null, 0, 0));
}
