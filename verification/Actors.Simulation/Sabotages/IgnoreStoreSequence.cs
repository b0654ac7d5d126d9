using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An acceptor does not compare the sequence of its store with what others have seen of it.</summary>
internal sealed class IgnoreStoreSequence : Boundary
{
    public override StoreMark Seen(StoreMark seen) => default;
}
