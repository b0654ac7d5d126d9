using Actors.Paxos;
using Actors.Runtime.Tracing;

namespace Actors.Runtime;

/// <summary>
/// A proposer of a node, with queues of its own. What goes through it does not wait for what goes through another one and does not travel with it: an acceptor
/// answers a batch as a whole or not at all.
/// </summary>
public sealed class NodeProposer
{
    private readonly RegisterNode _node;
    private readonly TimeSpan _timeout;

    internal NodeProposer(RegisterNode node, ProposerLoop loop, TimeSpan timeout) => (_node, Loop, _timeout) = (node, loop, timeout);

    internal ProposerLoop Loop { get; }

    /// <summary>Gets a register decided, with this proposal or another. Ends before the operation timeout.</summary>
    /// <exception cref="NodeStoppedException">The node has stopped.</exception>
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken)
    {
        var observed = ObservedCall.Begin(_node, key, proposal);
        var call = Loop.ProposeAsync(key, proposal, _timeout, cancellationToken);
        return observed is null ? call : observed.EndAsync(call);
    }

    /// <summary>Looks at a register. Linearizable. Ends before the operation timeout.</summary>
    /// <exception cref="NodeStoppedException">The node has stopped.</exception>
    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken)
    {
        var observed = ObservedCall.Begin(_node, key, own: null);
        var call = Loop.ReadAsync(key, _timeout, cancellationToken);
        return observed is null ? call : observed.EndAsync(call);
    }

    /// <summary>Whether another node is skipped at present because it does not answer.</summary>
    public bool Suspects(string node) => Loop.Suspects(node);
}
