using Actors.Paxos;

namespace Actors.Engine;

/// <summary>The engine's own read on behalf of those who wait for a register.</summary>
internal sealed class Look(Watch watch) : Caller
{
    public Watch Watch => watch;

    public override void Complete(Outcome outcome) => throw new InvalidOperationException("A look is told by the engine itself.");
}
