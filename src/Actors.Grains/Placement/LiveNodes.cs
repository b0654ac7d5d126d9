namespace Actors.Grains.Placement;

/// <summary>The nodes that Orleans' membership calls active, by name. A view that may be wrong: nothing about safety rests on it.</summary>
internal sealed class LiveNodes(IClusterMembershipService membership)
{
    private readonly Lock _lock = new();
    private volatile View _view = new(default, [], []);

    public IEnumerable<string> Names => Current().Keys;

    public SiloAddress? Find(string node) => Current().GetValueOrDefault(node);

    /// <summary>Where a node is. Asked before a call as well as by placement: Orleans would try a missing node again and again before it says so.</summary>
    /// <exception cref="SiloUnavailableException">It is not there.</exception>
    public SiloAddress Require(string node) =>
        Find(node) ?? throw new SiloUnavailableException($"Node '{node}' is not in the cluster at present, and its acceptors run nowhere else.");

    private Dictionary<string, SiloAddress> Current()
    {
        var snapshot = membership.CurrentSnapshot;
        if (_view is { Silos.Count: > 0 } view && view.Version == snapshot.Version) return view.Silos;
        lock (_lock)
        {
            if (_view.Version > snapshot.Version) return _view.Silos;
            var active = snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).ToList();
            var silos = active.GroupBy(member => member.Name).ToDictionary(node => node.Key, node => LatestOf(_view, node));
            _view = new View(snapshot.Version, silos, [.. active.Select(member => member.SiloAddress)]);
            return silos;
        }
    }

    /// <summary>
    /// After a quick restart both silos of a node may be listed; the one that came last is the node. Their generations say which only if the view has shown
    /// neither before: they may come from a clock, and a clock may have been put right between the two.
    /// </summary>
    private static SiloAddress LatestOf(View before, IEnumerable<ClusterMember> silos) => silos
        .Select(silo => silo.SiloAddress)
        .OrderBy(address => before.Active.Contains(address))
        .ThenByDescending(before.Silos.ContainsValue)
        .ThenByDescending(address => address.Generation)
        .First();

    private sealed record View(MembershipVersion Version, Dictionary<string, SiloAddress> Silos, HashSet<SiloAddress> Active);
}
