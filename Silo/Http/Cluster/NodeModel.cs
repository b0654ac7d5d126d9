using Actors.Registers;
using Actors.Silo.Configuration;

namespace Actors.Silo.Http.Cluster;

/// <summary>One node of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its host and base port.</param>
/// <param name="State">How it is.</param>
/// <param name="Answers">Whether it answered just now.</param>
/// <param name="Problem">Why it does not vote or did not answer; null if all is well.</param>
/// <param name="Incarnation">How often it has started; null if it did not answer.</param>
/// <param name="StoreId">The id of its store; null if it did not answer.</param>
internal sealed record NodeModel(
    string Name, string Address, NodeState State, bool Answers, string? Problem, long? Incarnation, Guid? StoreId)
{
    public static NodeModel Of(NodeView view, NodeAddress address) => new(
        view.Node, $"{address.Host}:{address.Port}", StateOf(view), view.Answers, view.Problem, view.Incarnation, view.StoreId);

    private static NodeState StateOf(NodeView view) => !view.Answers ? NodeState.Silent : view.Problem is null ? NodeState.Voting : NodeState.Refusing;
}
