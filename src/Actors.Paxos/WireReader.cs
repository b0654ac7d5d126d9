namespace Actors.Paxos;

/// <summary>Reads what <see cref="WireWriter"/> wrote, and trusts none of it: every length is checked before it is used.</summary>
public ref struct WireReader(ReadOnlySpan<byte> input)
{
    private ReadOnlySpan<byte> _rest = input;

    /// <summary>Whether all has been read.</summary>
    public readonly bool AtEnd => Left == 0;

    /// <summary>How many bytes have not been read.</summary>
    public readonly int Left => _rest.Length;

    public byte ReadByte() => ReadExactly(1)[0];

    /// <summary>A number of 0 or more.</summary>
    public long ReadNumber()
    {
        long value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = ReadByte();
            value |= (long)(next & 0x7f) << shift;
            if ((next & 0x80) == 0) return value;
        }
        throw new InvalidDataException("A number is longer than 63 bits.");
    }

    public ReadOnlySpan<byte> ReadBytes(int maxLength)
    {
        var length = ReadNumber();
        if (length > maxLength) throw new InvalidDataException($"A field has {length} bytes; at most {maxLength} are allowed.");
        return ReadExactly((int)length);
    }

    public string ReadText(int maxBytes)
    {
        try
        {
            return StrictUtf8.Encoding.GetString(ReadBytes(maxBytes));
        }
        catch (ArgumentException illFormed)
        {
            throw new InvalidDataException("A text is not well-formed UTF-8.", illFormed);
        }
    }

    public ReadOnlySpan<byte> ReadExactly(int length)
    {
        if (length > _rest.Length) throw new InvalidDataException($"{length} bytes expected, {_rest.Length} left.");
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }
}
