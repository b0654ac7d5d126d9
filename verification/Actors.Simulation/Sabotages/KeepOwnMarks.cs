using Actors.Engine;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Nodes do not tell with what they send how far they know stores to have come: of a decision of its own proposer only that node knows what it rests on.</summary>
internal sealed class KeepOwnMarks : Boundary
{
    public override IReadOnlyList<StoreMark> Tells(Machine machine, IReadOnlyList<StoreMark> marks) => machine is SimulatedNode ? [] : marks;
}
