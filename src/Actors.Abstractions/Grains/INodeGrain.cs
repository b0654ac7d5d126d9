namespace Actors.Grains;

/// <summary>
/// The node where the call arrives: what clients speak to. Its integer key is a lane: Orleans sends each lane through one gateway for as long as that is
/// there, so a client finds a lane to every node, and another lane is another way when a node is gone or cannot be reached.
/// </summary>
[Alias("actors.node")]
public interface INodeGrain : IGrainWithIntegerKey
{
    /// <summary>Which node this is, and what a client must know to be a proposer.</summary>
    [Alias("greet")]
    Task<Greeting> GreetAsync();

    /// <summary>Has a node's acceptors answer a batch once all that it changes is durable: those of this node, or of another, to which it is handed on.</summary>
    /// <param name="terms">What this node has greeted with: see <see cref="Greeting.Terms"/>.</param>
    /// <param name="to">The name of the node whose acceptors are asked.</param>
    /// <param name="batch">A request in the wire format of the engine.</param>
    [Alias("process")]
    Task<NodeAnswer> ProcessAsync(string terms, string to, byte[] batch);

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
