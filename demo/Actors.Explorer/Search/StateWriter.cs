using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Actors.Explorer.Search;

/// <summary>Collects the bytes that tell one state from another.</summary>
internal sealed class StateWriter
{
    private readonly List<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    public void Clear() => _bytes.Clear();

    /// <summary>A small number: 0 to 255.</summary>
    public void Add(int number) => _bytes.Add(checked((byte)number));

    public void Add(bool flag) => _bytes.Add(flag ? (byte)1 : (byte)0);

    /// <summary>A short text, or none.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(255);
            return;
        }
        Add(text.Length);
        foreach (var letter in text)
        {
            _bytes.Add((byte)letter);
            _bytes.Add((byte)(letter >> 8));
        }
    }

    /// <summary>A hash, or a sum of hashes.</summary>
    public void Add(UInt128 hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash);
        _bytes.AddRange(bytes);
    }
}
