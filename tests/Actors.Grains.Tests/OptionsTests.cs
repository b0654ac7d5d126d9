using Actors.Grains.Hosting;

namespace Actors.Grains.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("n1", null)]
    [InlineData("n4", "does not have this node")]
    public void This_node_is_one_of_the_nodes(string node, string? problem) => Check(Options(), node, problem);

    [Theory]
    [InlineData(4, "must be 3 or 5")]
    [InlineData(5, "5 acceptors need as many nodes")]
    public void Acceptors_are_3_or_5_and_not_more_than_nodes(int acceptors, string problem) =>
        Check(Options(options => options.Acceptors = acceptors), "n1", problem);

    [Fact]
    public void Names_are_checked() => Check(Options(options => options.Nodes.Add("n 4")), "n1", "is no node name");

    [Fact]
    public void Names_are_unique() => Check(Options(options => options.Nodes.Add("n1")), "n1", "named twice");

    [Fact]
    public void Times_are_within_their_ranges()
    {
        Check(Options(options => options.OperationTimeout = TimeSpan.FromMinutes(1)), "n1", "OperationTimeout");
        Check(Options(options => options.MessageTimeout = TimeSpan.Zero), "n1", "MessageTimeout");
        Check(Options(options => options.Proposer.PatienceMin = TimeSpan.FromHours(1)), "n1", "PatienceMin");
        Check(Options(options => options.Proposer.BatchSizeMax = 0), "n1", "BatchSizeMax");
        Check(Options(options => options.OperationTimeout = TimeSpan.FromSeconds(1.9)), "n1", "OperationTimeout must be at least Proposer.NoQuorumAfter");
        Check(Options(options => options.OperationTimeout = TimeSpan.FromSeconds(2)), "n1", null);
    }

    private static WriteOnceOptions Options(Action<WriteOnceOptions>? change = null)
    {
        var options = new WriteOnceOptions { Nodes = { "n1", "n2", "n3" } };
        change?.Invoke(options);
        return options;
    }

    private static void Check(WriteOnceOptions options, string node, string? problem)
    {
        var found = WriteOnceOptionsValidator.Problem(options, node);
        if (problem is null) Assert.Null(found);
        else Assert.Contains(problem, found);
    }
}
