using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Nodes;

namespace Actors.Silo.Http.Cluster;

/// <summary>The cluster as one of its nodes sees it.</summary>
/// <param name="Acceptors">How many nodes keep each register.</param>
/// <param name="ClassicQuorum">How many of them decide.</param>
/// <param name="FastQuorum">How many of them decide in one round trip.</param>
/// <param name="Decides">Whether so many nodes vote that every register has a classic quorum.</param>
/// <param name="Nodes">The nodes.</param>
internal sealed record ClusterModel(int Acceptors, int ClassicQuorum, int FastQuorum, bool Decides, IReadOnlyList<NodeModel> Nodes)
{
    /// <param name="registers">Asks on the way that decisions go: what does not answer there does not vote.</param>
    /// <param name="status">Asks on another way, on which a node can say why.</param>
    /// <param name="settings">The nodes.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    public static async Task<ClusterModel> AskAsync(IRegisters registers, LocalStatus status, SiloSettings settings, CancellationToken cancellationToken)
    {
        var quorums = QuorumSystem.Of(settings.Acceptors);
        var asked = status.AskAsync(cancellationToken);
        var views = await registers.NodesAsync(cancellationToken);
        var shown = (await asked).ToDictionary(node => node.Node);
        NodeModel[] nodes = [.. settings.Nodes.Join(
            views, address => address.Name, view => view.Node, (address, view) => NodeModel.Of(view, shown.GetValueOrDefault(view.Node), address))];
        // The worst register has all the missing nodes among its acceptors. A store of the membership that refuses is missing elsewhere.
        var missing = views.Count(view => view is not { Answers: true, Problem: null });
        return new(quorums.Acceptors, quorums.Classic, quorums.Fast, quorums.Acceptors - missing >= quorums.Classic, nodes);
    }
}
