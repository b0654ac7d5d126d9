using Actors.Clustering.Nodes;
using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Cluster;

namespace Actors.Silo.Tests;

/// <summary>What <c>/cluster</c> says of a node, from what its acceptors and its part in the clustering say.</summary>
public sealed class NodeModelTests
{
    private static readonly NodeAddress Address = new("n1", "127.0.0.1", 7100);

    [Theory]
    [InlineData(true, null, true, null, "Voting", null)]
    [InlineData(true, null, true, "The disk is full.", "Refusing", "Its store of the membership: The disk is full.")]
    [InlineData(true, "Not its own.", true, "The disk is full.", "Refusing", "Not its own.")]
    [InlineData(true, "Not its own.", false, "It does not answer.", "Refusing", "Not its own.")]
    [InlineData(true, null, false, "It does not answer.", "Voting", null)]
    [InlineData(false, "No answer.", true, null, "Refusing", "It is up, but its silo does not answer: No answer.")]
    [InlineData(false, "No answer.", true, "The disk is full.", "Refusing", "The disk is full.")]
    [InlineData(false, "No answer.", false, "It does not answer.", "Silent", "No answer.")]
    public void A_node_votes_only_if_both_of_its_stores_do(
        bool answers, string? problem, bool clusteringAnswers, string? clusteringProblem, string state, string? shown)
    {
        var view = new NodeView("n1", answers, problem, 1, Guid.NewGuid());
        var status = new NodeStatus("n1", clusteringAnswers, clusteringProblem, 1, Guid.NewGuid(), 1);
        var model = NodeModel.Of(view, status, Address);
        Assert.Equal((state, shown, answers || clusteringAnswers), (model.State.ToString(), model.Problem, model.Answers));
    }
}
