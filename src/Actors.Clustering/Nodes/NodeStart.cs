using Actors.Paxos;
using Actors.Runtime;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>
/// The start of a node: it votes only once it has shown that its stores are those it voted with, and that nobody has started with them since. A
/// node that cannot show it runs, but does not vote: what it has forgotten, others rely on.
/// </summary>
internal sealed partial class NodeStart(
    RegisterNode node, ClusterIdentity identity, StoreIds stores, Meeting meeting, PatientRegisters registers, VotingGate gate, ILogger logger)
{
    private readonly NodeRecords _records = new(node.Name, node);

    /// <summary>Ends with the gate open, or closed for good.</summary>
    /// <exception cref="ClusteringException">The node is configured for another cluster than the others.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        gate.Close("It is starting and waits for a majority of the nodes.");
        var isFresh = _records.IsFresh;
        var others = await meeting.WaitAsync(node.Incarnation, isFresh, cancellationToken);
        await node.RollCall.WaitAsync(cancellationToken);
        await AdmitAsync(isFresh, exists: others.Any(other => other.IsBound));
        var layout = await DecideAsync(NodeKeys.Layout(identity.ClusterId), identity.Encode(), cancellationToken);
        identity.Require(layout.Winner.Value, "the one that its registers name");
        var binding = await DecideAsync(NodeKeys.Stores(node.Name), stores.Encode(), cancellationToken);
        if (stores.DifferenceTo(binding.Winner.Value) is { } difference)
            Refuse($"{difference}. It may have forgotten what it promised. Put the bound store back; until then the other nodes go on without this one.");
        else if (others.Any(other => other.KnowsStart) || !await IsOnlyStartAsync(cancellationToken))
            Refuse(
                $"start {node.Incarnation} of this node has happened before: its store was put back from before its last start, or a copy of it runs elsewhere. "
                + "It may have forgotten what it promised. Put back the store that was last in use; until then the other nodes go on without this one.");
        else
        {
            gate.Open();
            await _records.RememberAsync(NodeKeys.Stores(node.Name), binding.Winner);
            LogVotes(node.Name, node.Incarnation);
        }
    }

    private async Task AdmitAsync(bool isFresh, bool exists)
    {
        if (isFresh && exists)
        {
            // A node that lost its store may have bound it with the very vote that it has forgotten: the others must decide, among whom is one
            // who remembers.
            gate.Close("Its store is new and the cluster is not: the others must decide first whether it is the right one.");
            LogIsNew(node.Name);
            return;
        }
        gate.Close("It is starting and has not shown yet that its stores are the right ones.", NodeKeys.AreOfIdentity);
        if (isFresh) await _records.RememberAsync(NodeKeys.Founder(node.Name), new Proposal(ProposalId.New(), stores.Encode()));
    }

    private async Task<bool> IsOnlyStartAsync(CancellationToken cancellationToken)
    {
        var boot = Guid.NewGuid();
        return (await DecideAsync(NodeKeys.Start(node.Name, node.Incarnation), new RegisterValue(boot.ToByteArray(), ""), cancellationToken)).IsOurs;
    }

    /// <summary>Tries until a quorum answers: without one this node has nothing else to do.</summary>
    private async Task<(Proposal Winner, bool IsOurs)> DecideAsync(RegisterKey key, RegisterValue value, CancellationToken cancellationToken)
    {
        var proposal = new Proposal(ProposalId.New(), value);
        while (true)
        {
            try
            {
                var winner = await registers.ProposeAsync(key, proposal, cancellationToken);
                return (winner, winner == proposal);
            }
            catch (ClusteringException exception)
            {
                LogWaits(node.Name, exception.Message);
            }
        }
    }

    private void Refuse(string reason)
    {
        gate.Close(reason);
        LogRefuses(node.Name, reason);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} votes: start {Incarnation} with its own stores.")]
    private partial void LogVotes(string node, long incarnation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} has a new store in a cluster that exists: it votes once a quorum of the others has bound it.")]
    private partial void LogIsNew(string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} waits to show that its stores are its own: {Problem}")]
    private partial void LogWaits(string node, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} does not vote: {Reason}")]
    private partial void LogRefuses(string node, string reason);
}
