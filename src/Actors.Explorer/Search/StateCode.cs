using System.IO.Hashing;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>
/// Tells whether two worlds are alike: a hash of all that matters for what can still happen. Nodes that are alike can change places, so all
/// that belongs to one of them is encoded together, and they are put in order.
/// </summary>
internal sealed class StateCode
{
    private readonly StateWriter _writer = new();
    private readonly List<byte[]> _columns = [];
    private readonly List<byte[]> _messages = [];

    public UInt128 Of(World world)
    {
        _columns.Clear();
        var lanes = world.Protocol.Lanes;
        for (var node = 0; node < lanes.Count; node++)
            if (lanes[node].Alike)
                _columns.Add(Column(world, node));
        _columns.Sort(Compare);
        CollectMessages(world, message => !lanes[message.From].Alike && !lanes[message.To].Alike);
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
        AddAll(_messages);
        AddAll(_columns);
        AddFaults(world.Faults);
        _writer.Add(world.Disagrees);
        return XxHash128.HashToUInt128(_writer.Bytes);
    }

    private byte[] Column(World world, int node)
    {
        CollectMessages(world, message => message.From == node || message.To == node);
        _writer.Clear();
        _writer.Add(world.Down[node]);
        world.Nodes[node].Write(_writer);
        for (var other = 0; other < world.Nodes.Length; other++)
            if (!world.Protocol.Lanes[other].Alike)
                world.Nodes[other].WriteAbout(_writer, node);
        AddAll(_messages);
        return _writer.Bytes.ToArray();
    }

    private void CollectMessages(World world, Func<Message, bool> which)
    {
        _messages.Clear();
        foreach (var message in world.Messages)
        {
            if (!which(message) || world.IsInert(message)) continue;
            var lanes = world.Protocol.Lanes;
            _writer.Clear();
            _writer.Add(lanes[message.From].Alike ? 255 : message.From);
            _writer.Add(lanes[message.To].Alike ? 255 : message.To);
            message.Payload.Write(_writer);
            _messages.Add(_writer.Bytes.ToArray());
        }
        _messages.Sort(Compare);
    }

    private void AddAll(List<byte[]> parts)
    {
        _writer.Add(parts.Count);
        foreach (var part in parts) _writer.Add(part);
    }

    private void AddFaults(Faults faults)
    {
        foreach (var left in (int[])[faults.Losses, faults.Copies, faults.Crashes, faults.Restarts]) _writer.Add(Math.Min(left, 255));
    }

    private static int Compare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);
}
