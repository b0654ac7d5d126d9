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

    public void Add(ReadOnlySpan<byte> part)
    {
        Add(part.Length);
        _bytes.AddRange(part);
    }
}
