namespace Actors.Grains;

/// <summary>
/// The proposer of the node where the call arrives: the short way for clients. Its integer key is a lane, 0 to
/// <see cref="LaneCount"/> - 1: Orleans sends each lane through one gateway, so lanes spread a client's calls over the nodes, and another lane
/// is another way when a node is gone.
/// </summary>
[Alias("actors.proposer")]
public interface IProposerGrain : IGrainWithIntegerKey
{
    /// <summary>How many lanes there are: 6, so that they spread evenly over 1, 2, 3 or 6 gateways, and few enough for large batches.</summary>
    const int LaneCount = 6;

    /// <summary>Proposals and looks that travel together.</summary>
    /// <param name="calls">A batch in the wire format of <c>CallCodec</c>.</param>
    /// <returns>Their outcomes, likewise; a call of several that takes long is left open, to be asked for again by itself.</returns>
    [Alias("call")]
    Task<byte[]> CallAsync(byte[] calls);

    /// <inheritdoc cref="Registers.IRegisters.InspectAsync"/>
    [Alias("inspect")]
    Task<IReadOnlyList<Registers.AcceptorView>> InspectAsync(string key);

    /// <inheritdoc cref="Registers.IRegisters.TrimAsync"/>
    [Alias("trim")]
    Task<int> TrimAsync(string log, long below);

    /// <inheritdoc cref="Registers.IRegisters.NodesAsync"/>
    [Alias("nodes")]
    Task<IReadOnlyList<Registers.NodeView>> NodesAsync();
}
