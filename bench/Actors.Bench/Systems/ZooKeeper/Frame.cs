using System.Buffers.Binary;
using System.Text;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>Writes one message of ZooKeeper's wire format (<c>zookeeper.jute</c>): numbers are big endian, text and bytes follow their length.</summary>
/// <param name="space">Where to; large enough for all of it.</param>
internal ref struct Frame(Span<byte> space)
{
    private readonly Span<byte> _space = space;

    /// <summary>The length of the whole, itself included.</summary>
    public int Length { get; private set; } = sizeof(int);

    public void Number(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_space[Length..], value);
        Length += sizeof(int);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_space[Length..], value);
        Length += sizeof(long);
    }

    public void False() => _space[Length++] = 0;

    public void Text(string text)
    {
        var count = Encoding.UTF8.GetBytes(text, _space[(Length + sizeof(int))..]);
        Number(count);
        Length += count;
    }

    /// <summary>So many bytes of 0.</summary>
    public void Zeros(int count)
    {
        Number(count);
        _space.Slice(Length, count).Clear();
        Length += count;
    }

    /// <summary>Says at its beginning how long the message is.</summary>
    public readonly void End() => BinaryPrimitives.WriteInt32BigEndian(_space, Length - sizeof(int));
}
