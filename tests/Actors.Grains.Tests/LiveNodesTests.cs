using System.Collections.Immutable;
using System.Net;
using Actors.Grains.Placement;

namespace Actors.Grains.Tests;

/// <summary>Which silo a node is, also when the membership lists two of one name. Generations may come from clocks that were wrong and were put right.</summary>
public sealed class LiveNodesTests
{
    private readonly Membership _membership = new();
    private readonly LiveNodes _nodes;

    public LiveNodesTests() => _nodes = new LiveNodes(_membership);

    [Fact]
    public void Nodes_are_the_silos_that_are_active()
    {
        Show(Silo("n1", 1), Silo("n2", 1, SiloStatus.Joining), Silo("n3", 1, SiloStatus.Dead));
        Assert.Equal(["n1"], _nodes.Names);
        Assert.Null(_nodes.Find("n2"));
        Assert.Equal(Address(1), _nodes.Require("n1"));
        Assert.Throws<SiloUnavailableException>(() => _nodes.Require("n3"));
    }

    [Theory]
    [InlineData(1_000, 1_001)]
    [InlineData(1_001, 1_000)]
    [InlineData(87_400, 1_000)]
    public void Of_two_silos_of_a_node_the_one_that_came_last_is_the_node_whatever_its_clock_shows(int before, int after)
    {
        Show(Silo("n1", before));
        Assert.Equal(Address(before), _nodes.Find("n1"));
        Show(Silo("n1", before), Silo("n1", after));
        Assert.Equal(Address(after), _nodes.Find("n1"));
        // Something else changes in the table.
        Show(Silo("n1", before), Silo("n1", after), Silo("n2", 1, SiloStatus.Dead));
        Assert.Equal(Address(after), _nodes.Find("n1"));
        Show(Silo("n1", before, SiloStatus.Dead), Silo("n1", after));
        Assert.Equal(Address(after), _nodes.Find("n1"));
    }

    [Fact]
    public void Of_two_silos_that_are_both_new_the_later_generation_is_the_node()
    {
        Show(Silo("n1", 1_000), Silo("n1", 1_001));
        Assert.Equal(Address(1_001), _nodes.Find("n1"));
    }

    [Fact]
    public void A_version_before_the_known_one_changes_nothing()
    {
        Show(Silo("n1", 1_000));
        var older = _membership.CurrentSnapshot;
        Show(Silo("n1", 1_000, SiloStatus.Dead), Silo("n1", 900));
        Assert.Equal(Address(900), _nodes.Find("n1"));
        _membership.CurrentSnapshot = older;
        Assert.Equal(Address(900), _nodes.Find("n1"));
    }

    private void Show(params ClusterMember[] silos) => _membership.CurrentSnapshot = new ClusterMembershipSnapshot(
        silos.ToImmutableDictionary(silo => silo.SiloAddress), new MembershipVersion(_membership.CurrentSnapshot.Version.Value + 1));

    private static ClusterMember Silo(string node, int generation, SiloStatus status = SiloStatus.Active) =>
        new(SiloAddress.New(IPAddress.Loopback, node[1], generation), status, node);

    private static SiloAddress Address(int generation) => SiloAddress.New(IPAddress.Loopback, '1', generation);

    private sealed class Membership : IClusterMembershipService
    {
        public ClusterMembershipSnapshot CurrentSnapshot { get; set; } = new([], new MembershipVersion(0));

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
    }
}
