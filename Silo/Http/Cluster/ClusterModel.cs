using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Configuration;

namespace Actors.Silo.Http.Cluster;

/// <summary>The cluster as one of its nodes sees it.</summary>
/// <param name="Acceptors">How many nodes keep each register.</param>
/// <param name="ClassicQuorum">How many of them decide.</param>
/// <param name="FastQuorum">How many of them decide in one round trip.</param>
/// <param name="Ready">Whether so many nodes vote that every register has a classic quorum.</param>
/// <param name="Nodes">The nodes.</param>
internal sealed record ClusterModel(int Acceptors, int ClassicQuorum, int FastQuorum, bool Ready, IReadOnlyList<NodeModel> Nodes)
{
    public static async Task<ClusterModel> AskAsync(IRegisters registers, SiloSettings settings, CancellationToken cancellationToken)
    {
        var quorums = QuorumSystem.Of(settings.Acceptors);
        var views = await registers.NodesAsync(cancellationToken);
        NodeModel[] nodes = [.. settings.Nodes.Join(views, address => address.Name, view => view.Node, (address, view) => NodeModel.Of(view, address))];
        // The worst register has all the missing nodes among its acceptors.
        var missing = nodes.Count(node => node.State != NodeState.Voting);
        return new(quorums.Acceptors, quorums.Classic, quorums.Fast, quorums.Acceptors - missing >= quorums.Classic, nodes);
    }
}
