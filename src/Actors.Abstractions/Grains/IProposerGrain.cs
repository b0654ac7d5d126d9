using Actors.Paxos;

namespace Actors.Grains;

/// <summary>
/// The proposer of the node where the call arrives: the short way for clients. Its integer key is a lane, 0 to
/// <see cref="LaneCount"/> - 1: Orleans sends each lane through one gateway, so lanes spread a client's calls over the nodes, and another lane
/// is another way when a node is gone.
/// </summary>
[Alias("actors.proposer")]
public interface IProposerGrain : IGrainWithIntegerKey
{
    /// <summary>How many lanes there are: 32.</summary>
    const int LaneCount = 32;

    /// <inheritdoc cref="Registers.IRegisters.ProposeAsync"/>
    [Alias("propose")]
    Task<Outcome> ProposeAsync(string key, Proposal proposal);

    /// <inheritdoc cref="Registers.IRegisters.ReadAsync"/>
    [Alias("read")]
    Task<Outcome> ReadAsync(string key);

    /// <inheritdoc cref="Registers.IRegisters.InspectAsync"/>
    [Alias("inspect")]
    Task<IReadOnlyList<Registers.AcceptorView>> InspectAsync(string key);

    /// <inheritdoc cref="Registers.IRegisters.NodesAsync"/>
    [Alias("nodes")]
    Task<IReadOnlyList<Registers.NodeView>> NodesAsync();
}
