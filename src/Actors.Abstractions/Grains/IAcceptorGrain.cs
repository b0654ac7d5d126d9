using Actors.Paxos;

namespace Actors.Grains;

/// <summary>The acceptors of all registers of one node; its string key is the node's name. It runs on that node or not at all.</summary>
[Alias("actors.acceptor")]
public interface IAcceptorGrain : IGrainWithStringKey
{
    /// <summary>Answers a batch of messages once all that it changes is durable.</summary>
    /// <param name="batch">A request in the wire format of the engine.</param>
    /// <returns>The answer, likewise.</returns>
    [Alias("process")]
    Task<byte[]> ProcessAsync(byte[] batch);

    /// <summary>The winner of a register as soon as this node knows it; null after some seconds without: ask again.</summary>
    [Alias("wait")]
    Task<Proposal?> WaitAsync(string key);

    /// <summary>How the node is.</summary>
    [Alias("describe")]
    Task<Registers.NodeView> DescribeAsync();
}
