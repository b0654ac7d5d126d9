namespace Actors.Grains.Placement;

/// <summary>The nodes that Orleans' membership calls active, by name. A view that may be wrong: nothing about safety rests on it.</summary>
internal sealed class LiveNodes(IClusterMembershipService membership)
{
    private volatile View _view = new(default, []);

    public IEnumerable<string> Names => Current().Keys;

    public SiloAddress? Find(string node) => Current().GetValueOrDefault(node);

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
