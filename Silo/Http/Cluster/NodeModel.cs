using Actors.Clustering.Nodes;
using Actors.Registers;
using Actors.Silo.Configuration;

namespace Actors.Silo.Http.Cluster;

/// <summary>One node of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its host and base port.</param>
/// <param name="State">How it is.</param>
/// <param name="Answers">Whether it answered just now.</param>
/// <param name="Problem">Why it does not vote or did not answer; null if all is well.</param>
/// <param name="Incarnation">How often it has started; null if its acceptors did not answer.</param>
/// <param name="StoreId">The id of its store; null if its acceptors did not answer.</param>
internal sealed record NodeModel(
    string Name, string Address, NodeState State, bool Answers, string? Problem, long? Incarnation, Guid? StoreId)
{
    /// <param name="view">What its acceptors say.</param>
    /// <param name="status">What it says over the cluster transport, which needs no silo; null if nobody could ask.</param>
    /// <param name="address">Where it is.</param>
    public static NodeModel Of(NodeView view, NodeStatus? status, NodeAddress address)
    {
        var model = new NodeModel(view.Node, $"{address.Host}:{address.Port}", StateOf(view), view.Answers, view.Problem, view.Incarnation, view.StoreId);
        return view.Answers || status is not { Answers: true } ? model
            : model with { State = NodeState.Refusing, Answers = true, Problem = status.Problem ?? $"It is up, but its silo does not answer: {view.Problem}" };
    }

    private static NodeState StateOf(NodeView view) => !view.Answers ? NodeState.Silent : view.Problem is null ? NodeState.Voting : NodeState.Refusing;
}
