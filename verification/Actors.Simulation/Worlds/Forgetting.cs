using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// What people do to nodes between two starts: they put in another disk, or start them with another list of nodes. One node of a world forgets at
/// most, and only what others must remember: what nobody knows any more, nobody can refuse (see docs/operations.md).
/// </summary>
internal sealed class Forgetting(World world)
{
    private const int CopiesMax = 4;

    private static readonly Fault[] Kinds = [Fault.WipedDisk, Fault.OlderDisk, Fault.ForeignDisk];
    private static readonly TimeSpan StopTakes = TimeSpan.FromMilliseconds(500);

    // Of a start that is not tried yet.
    private static readonly Guid NoBoot = new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private readonly Dictionary<SimulatedNode, List<DiskImage>> _copies = [];
    private readonly Dictionary<SimulatedNode, long> _voted = [];
    private readonly HashSet<SimulatedNode> _votedWithAdded = [];
    private readonly SeededRandom _stores = world.Plan.Stream("added stores");
    private SimulatedNode? _forgetful;
    private SimulatedNode? _misled;
    private bool _keptIdentity;

    private int Majority => world.Layouts.Nodes.Count / 2 + 1;

    /// <summary>Whether a node runs on a disk that lacks what it once said.</summary>
    public bool Forgot(SimulatedNode node) => node == _forgetful;

    /// <summary>Whether a node may have forgotten what its answer to these rests on. What it knows about identity is in another store than the one that was added.</summary>
    public bool MustNotAnswer(SimulatedNode node, IReadOnlyList<RegisterMessage> messages) =>
        Forgot(node) && !(_keptIdentity && messages.All(message => NodeKeys.AreOfIdentity(message.Key)));

    /// <summary>Now and then somebody makes a copy of a node's disk, whether it votes, waits or is stopped.</summary>
    public void Tick(SeededRandom random)
    {
        if (world.Plan.Probability(Fault.OlderDisk) == 0 || !random.Chance(0.2)) return;
        var node = random.Pick(world.Nodes);
        if (!_copies.TryGetValue(node, out var copies)) _copies[node] = copies = [];
        if (copies.Count == CopiesMax) copies.RemoveAt(random.Next(CopiesMax));
        copies.Add(node.Disk.Backup());
    }

    /// <summary>A node has voted on something else than identity.</summary>
    /// <param name="node">The node.</param>
    /// <param name="start">Under this number.</param>
    public void OnVoted(SimulatedNode node, long start)
    {
        _voted[node] = Math.Max(start, _voted.GetValueOrDefault(node));
        if (node.AddedStore is not null) _votedWithAdded.Add(node);
    }

    /// <summary>All nodes record what they know of all stores, and are stopped. One that must not be gone, for it alone remembers something, keeps all up.</summary>
    public void StopAll()
    {
        if (!world.Plan.Clustered || world.Nodes.Any(node => node.Disk.Spared)) return;
        world.Trace?.Add(world.Now, -1, "all nodes are stopped in an orderly way");
        foreach (var node in world.Nodes) node.Starting?.RecordStop();
        world.Events.After(StopTakes, () =>
        {
            if (world.Healed || world.Nodes.Any(node => node.Disk.Spared)) return;
            foreach (var node in world.Nodes.Where(node => node.Up)) node.Crash("is stopped");
        });
    }

    /// <summary>A node is about to start.</summary>
    /// <returns>The layouts that it is given, and those that it says it has.</returns>
    public (Layouts Layouts, Layouts Bound) OnStart(SimulatedNode node, bool again, SeededRandom random)
    {
        if (again && _forgetful is null) Forget(node, random);
        // What it has voted on before, with a version that did not bind the store, is in it.
        if (again && world.Plan is { Clustered: true, AddsStores: true } && node.AddedStore is null && _stores.Chance(0.8)) node.AddedStore = _stores.NextGuid();
        if (!world.Plan.Clustered || (_misled is not null && _misled != node) || !world.Gate.Happens(Fault.OtherList)) return (world.Layouts, world.Layouts);
        _misled = node;
        var layouts = world.LayoutsOf(OtherList(node, random));
        world.Trace?.Add(world.Now, node.Index, $"is given the list {string.Join(", ", layouts.Nodes)}");
        return (layouts, world.Boundary.Bound(layouts, world.Layouts));
    }

    private void Forget(SimulatedNode node, SeededRandom random)
    {
        // A node that has not come to vote yet needs all the others to be let in; without this one it would have to wait for ever.
        if (world.Plan.Clustered && world.Nodes.Any(other => other != node && !new NodeRecords(other.Name, other.Disk.Durable).IsBound)) return;
        if (LoseAdded(node)) return;
        foreach (var kind in Kinds)
        {
            if (world.Plan.Probability(kind) == 0 || ImageOf(kind, node, random) is not { } image || Memory(node, image) is not { } spare) continue;
            if (!world.Gate.Happens(kind)) continue;
            node.Disk.Restore(image);
            _forgetful = node;
            spare();
            world.Trace?.Add(world.Now, node.Index, $"{kind}: start {image.Incarnation}, {image.Sequence} writes");
            return;
        }
    }

    /// <summary>Only once the node has voted with it: before, nobody can tell one store from another (see docs/clustering.md).</summary>
    private bool LoseAdded(SimulatedNode node)
    {
        if (!_votedWithAdded.Contains(node) || !world.Gate.Happens(Fault.LostAddedStore)) return false;
        var present = node.Disk.Backup();
        node.Disk.Restore(present with { States = present.States.Where(state => NodeKeys.AreOfIdentity(state.Key)).ToDictionary() });
        (node.AddedStore, _forgetful, _keptIdentity) = (_stores.NextGuid(), node, true);
        world.Trace?.Add(world.Now, node.Index, $"{Fault.LostAddedStore}: its registers are gone");
        return true;
    }

    private DiskImage? ImageOf(Fault kind, SimulatedNode node, SeededRandom random)
    {
        var present = node.Disk.Backup();
        if (kind == Fault.OlderDisk)
            return _copies.GetValueOrDefault(node, []).Where(copy => copy.Sequence < present.Sequence).ToArray() is { Length: > 0 } copies ? random.Pick(copies) : null;
        // There must be something to forget.
        if (present.Sequence == 0) return null;
        var empty = node.Disk.NewImage();
        return kind == Fault.WipedDisk ? empty : world.Plan.Clustered ? Foreign(node, empty, random) : null;
    }

    /// <summary>By its own account a store of this cluster, bound to this node; as much written as one likes, and another value of a register.</summary>
    private DiskImage Foreign(SimulatedNode node, DiskImage empty, SeededRandom random)
    {
        var stores = new StoreIds(new Dictionary<string, Guid> { [StoreIds.Clustering] = empty.StoreId }).Encode();
        var states = new Dictionary<RegisterKey, AcceptorState>();
        foreach (var (key, value) in new[]
                 {
                     (NodeKeys.OwnCluster(node.Name), world.IdentityOf(world.Layouts.Clustering).Encode()), (NodeKeys.Founder(node.Name), stores), (NodeKeys.Stores(node.Name), stores),
                     (new RegisterKey("k1"), stores),
                 })
            states[key] = AcceptorState.Initial with { Chosen = new Proposal(new ProposalId(random.NextGuid()), value) };
        return empty with { States = states, Incarnation = random.Next(6), Sequence = random.Next(1000) };
    }

    /// <summary>Who must find out that a node has forgotten. Not what others do remember of it counts here, but what they must: see <see cref="Knowledge"/>.</summary>
    /// <returns>Has those spared what would be too much, null if nobody has to find out.</returns>
    private Action? Memory(SimulatedNode node, DiskImage image)
    {
        var others = world.Nodes.Where(other => other != node).ToArray();
        var witnesses = others.Where(other => other.Up && other.Bound == world.Layouts && other.Known.Of(node) > image.Sequence).ToArray();
        // Whoever remembers in memory only does not crash: the last one to know would be gone.
        if (IsInEveryMajority(witnesses.Length)) return () => Array.ForEach(witnesses, witness => witness.Disk.Spared = true);
        if (world.Plan.Clustered && IsInEveryMajority(others.Count(other => KnowsBetter(other.Disk, node.Name, image)))) return () => { };
        // The node has voted under a start that the copy has not noted. Whoever must know of that, all of them are asked.
        if (world.Plan.Clustered && others.All(other => other.Up && other.Bound == world.Layouts) && LastStart(image, node.Name) < _voted.GetValueOrDefault(node))
            return () => Array.ForEach(others, other =>
            {
                other.Steady();
                world.Network.Spare(node.Index, other.Index);
            });
        // A single one is enough if it answers: all are asked, and have some time to.
        return witnesses.Length == 0 ? null : () =>
        {
            witnesses[0].Steady();
            world.Network.Spare(node.Index, witnesses[0].Index);
        };
    }

    /// <summary>Whichever majority the node asks has somebody in it who remembers: the same is asked for both kinds of memory.</summary>
    private bool IsInEveryMajority(int who) => world.Nodes.Count - 1 - who <= Majority - 2;

    private static bool KnowsBetter(SimulatedDisk disk, string node, DiskImage image)
    {
        var records = new NodeRecords("", disk.Durable);
        var last = LastStart(image, node);
        return records.KnowsOpen(node, new StartRecord(last + 1, NoBoot))
            || (records.BindingOf(node) is { } binding && binding.Ids[StoreIds.Clustering] != image.StoreId)
            || records.StopOf(node, last)?.Of(StoreIds.Clustering).ElementAtOrDefault(node[1] - '1').Sequence > image.Sequence;
    }

    // The last start that was shown with this disk.
    private static long LastStart(DiskImage image, string node) =>
        new NodeRecords(node, key => image.States.GetValueOrDefault(key, AcceptorState.Initial)).LastStart;

    private IEnumerable<string> OtherList(SimulatedNode node, SeededRandom random)
    {
        var names = world.Layouts.Nodes;
        if (names.Count == world.Plan.Acceptors) return names.Append("n9");
        var left = random.Pick([.. names.Where(name => name != node.Name)]);
        return names.Where(name => name != left);
    }
}
