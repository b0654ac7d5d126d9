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
        var problem = status is { Answers: true } ? ProblemOf(view, status) : view.Problem;
        var answers = view.Answers || status is { Answers: true };
        var state = !answers ? NodeState.Silent : problem is null ? NodeState.Voting : NodeState.Refusing;
        return new NodeModel(view.Node, $"{address.Host}:{address.Port}", state, answers, problem, view.Incarnation, view.StoreId);
    }

    /// <summary>A node has two stores, and votes with both: for the registers and for the membership.</summary>
    private static string? ProblemOf(NodeView view, NodeStatus status) =>
        !view.Answers ? status.Problem ?? $"It is up, but its silo does not answer: {view.Problem}"
        : view.Problem ?? (status.Problem is { } refusal ? $"Its store of the membership: {refusal}" : null);
}
