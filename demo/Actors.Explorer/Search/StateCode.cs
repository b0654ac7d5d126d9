using System.IO.Hashing;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>
/// Tells whether two worlds are alike: a hash of all that matters for what can still happen. Nodes that are alike can change places, so all
/// that belongs to one of them is hashed together, and these hashes are added up: a sum has no order. Those of messages are added up too.
/// </summary>
internal sealed class StateCode
{
    private const int AnyOfTheAlike = 255;

    private readonly StateWriter _writer = new();
    private UInt128[] _toOrFrom = [];

    public UInt128 Of(World world)
    {
        var lanes = world.Protocol.Lanes;
        var sum = AddUpMessages(world);
        for (var node = 0; node < lanes.Count; node++)
            if (lanes[node].Alike)
                sum += Column(world, node);
        _writer.Clear();
        for (var node = 0; node < lanes.Count; node++)
        {
            if (lanes[node].Alike) continue;
            _writer.Add(world.Down[node]);
            _writer.Add(world.Told[node]);
            world.Nodes[node].Write(_writer);
            for (var other = 0; other < lanes.Count; other++)
                if (other != node && !lanes[other].Alike)
                    world.Nodes[node].WriteAbout(_writer, other);
        }
        foreach (var left in (ReadOnlySpan<int>)[world.Faults.Losses, world.Faults.Copies, world.Faults.Crashes, world.Faults.Restarts]) _writer.Add(Math.Min(left, 255));
        _writer.Add(world.Disagrees);
        _writer.Add(sum);
        return Hash();
    }

    /// <summary>All that belongs to one of the nodes that are alike: its own state, what the others remember of it, and its messages.</summary>
    private UInt128 Column(World world, int node)
    {
        _writer.Clear();
        _writer.Add(world.Down[node]);
        world.Nodes[node].Write(_writer);
        for (var other = 0; other < world.Nodes.Length; other++)
            if (!world.Protocol.Lanes[other].Alike)
                world.Nodes[other].WriteAbout(_writer, node);
        _writer.Add(_toOrFrom[node]);
        return Hash();
    }

    /// <summary>Those that concern a node that has its like are left for its column.</summary>
    /// <returns>The sum of all others.</returns>
    private UInt128 AddUpMessages(World world)
    {
        var lanes = world.Protocol.Lanes;
        if (_toOrFrom.Length == lanes.Count) Array.Clear(_toOrFrom);
        else _toOrFrom = new UInt128[lanes.Count];
        UInt128 others = 0;
        foreach (var message in world.Messages)
        {
            if (world.IsInert(message)) continue;
            var (from, to) = (lanes[message.From].Alike, lanes[message.To].Alike);
            _writer.Clear();
            _writer.Add(from ? AnyOfTheAlike : message.From);
            _writer.Add(to ? AnyOfTheAlike : message.To);
            message.Payload.Write(_writer);
            var hash = Hash();
            if (from) _toOrFrom[message.From] += hash;
            if (to) _toOrFrom[message.To] += hash;
            if (!from && !to) others += hash;
        }
        return others;
    }

    private UInt128 Hash() => XxHash128.HashToUInt128(_writer.Bytes);
}
