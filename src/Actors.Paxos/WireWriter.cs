using System.Buffers;
using System.Text;

namespace Actors.Paxos;

/// <summary>The primitives of the binary form: see <see cref="PaxosCodec"/>.</summary>
public static class WireWriter
{
    public static void WriteByte(this IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    /// <summary>A number of 0 or more, 7 bits a byte, lowest first.</summary>
    public static void WriteNumber(this IBufferWriter<byte> output, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var span = output.GetSpan(9);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        output.Advance(length);
    }

    public static void WriteBytes(this IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.WriteNumber(bytes.Length);
        output.Write(bytes);
    }

    public static void WriteText(this IBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        output.WriteNumber(length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(Math.Max(length, 1)));
        output.Advance(length);
    }
}
