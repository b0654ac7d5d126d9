namespace Actors.Grains.Placement;

/// <summary>The nodes that Orleans' membership calls active, by name. A view that may be wrong: nothing about safety rests on it.</summary>
internal sealed class LiveNodes(IClusterMembershipService membership)
{
    private volatile View _view = new(default, []);

    public IEnumerable<string> Names => Current().Keys;

    public SiloAddress? Find(string node) => Current().GetValueOrDefault(node);

    /// <summary>Where a node is. Asked before a call as well as by placement: Orleans would try a missing node again and again before it says so.</summary>
    /// <exception cref="SiloUnavailableException">It is not there.</exception>
    public SiloAddress Require(string node) =>
        Find(node) ?? throw new SiloUnavailableException($"Node '{node}' is not in the cluster at present, and its acceptors run nowhere else.");

    private Dictionary<string, SiloAddress> Current()
    {
        var snapshot = membership.CurrentSnapshot;
        var view = _view;
        if (view.Version == snapshot.Version && view.Silos.Count > 0) return view.Silos;
        var silos = new Dictionary<string, SiloAddress>();
        // After a quick restart both incarnations may be listed; the later one is the node.
        foreach (var (address, member) in snapshot.Members)
            if (member.Status == SiloStatus.Active && (!silos.TryGetValue(member.Name, out var other) || other.Generation < address.Generation))
                silos[member.Name] = address;
        _view = new View(snapshot.Version, silos);
        return silos;
    }

    private sealed record View(MembershipVersion Version, Dictionary<string, SiloAddress> Silos);
}
