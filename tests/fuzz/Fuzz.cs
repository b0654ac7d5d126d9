using System.Globalization;
using CsCheck;

namespace Actors.Testing;

/// <summary>
/// Gives a decoder random bytes and mutated records: it reads them or throws the exception that it documents, and sets aside no more than the input can justify.
/// <c>tests/fuzz/run</c> runs the same tests with millions of inputs.
/// </summary>
internal static class Fuzz
{
    /// <summary>Exceptions with their texts and stacks.</summary>
    private const int BytesAlways = 64 * 1024;

    private static readonly long s_inputs = long.Parse(Environment.GetEnvironmentVariable("FUZZ_INPUTS") ?? "20000", CultureInfo.InvariantCulture);

    private static readonly Gen<Func<byte[], byte[]>> Edit = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 1 << 20], Gen.Int[1, 24], Gen.Byte, Apply);

    /// <param name="decode">Reads the bytes, and throws <typeparamref name="TRefusal"/> if they are no record.</param>
    /// <param name="bytesPerByte">How much may be set aside for a byte of input.</param>
    /// <param name="records">What is to be mutated; each can be read.</param>
    public static void Check<TRefusal>(Action<byte[]> decode, int bytesPerByte, params byte[][] records)
        where TRefusal : Exception => Check<TRefusal>(decode, bytesPerByte, BytesAlways, records);

    /// <param name="decode">Reads the bytes, and throws <typeparamref name="TRefusal"/> if they are no record.</param>
    /// <param name="bytesPerByte">How much may be set aside for a byte of input.</param>
    /// <param name="bytesAlways">How much may be set aside whatever the input is, for buffers of streams and what one may unpack to.</param>
    /// <param name="records">What is to be mutated; each can be read.</param>
    public static void Check<TRefusal>(Action<byte[]> decode, int bytesPerByte, int bytesAlways, byte[][] records)
        where TRefusal : Exception
    {
        // Also what is only set aside once, for the first of all.
        foreach (var record in records) decode(record);
        var mutated = Gen.Select(Gen.Int[0, records.Length - 1].Select(i => records[i]), Edit.Array[1, 6], (record, edits) => edits.Aggregate(record, (bytes, edit) => edit(bytes)));
        Gen.OneOf(Gen.Byte.Array[0, 200], mutated, mutated, mutated).Sample(
            bytes =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    decode(bytes);
                }
                catch (TRefusal)
                {
                }
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated <= bytesAlways + (long)bytesPerByte * bytes.Length, $"{allocated} bytes for {bytes.Length} of input.");
            },
            iter: s_inputs, print: Convert.ToHexString);
    }

    private static Func<byte[], byte[]> Apply(int kind, int place, int length, byte value) => bytes =>
    {
        var at = place % (bytes.Length + 1);
        var end = Math.Min(at + length, bytes.Length);
        return kind switch
        {
            0 => [.. bytes[..at], .. Enumerable.Repeat(value, Math.Min(length, 1)), .. bytes[Math.Min(at + 1, bytes.Length)..]],
            1 => [.. bytes[..at], .. Enumerable.Repeat(value, length), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..end], .. bytes[at..]],
            4 => bytes[..at],
            // The greatest number that can be written, or a digit more than it.
            _ => [.. bytes[..at], .. Enumerable.Repeat((byte)0xff, 8 + value % 2), 0x7f, .. bytes[end..]],
        };
    };
}
