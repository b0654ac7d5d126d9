using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Actors.Log.Machines;

/// <summary>
/// Bytes in blocks, however many they are. A single array would be copied again and again while it grows, would need as much free memory in one piece, and would
/// live as long as any part of it is remembered.
/// </summary>
internal static class Blocks
{
    private const int BlockBytes = 60 * 1024;

    /// <summary>Where to write them. Nothing is read before all are written.</summary>
    public static Pipe New() => new(new PipeOptions(minimumSegmentSize: BlockBytes, pauseWriterThreshold: 0, useSynchronizationContext: false));

    /// <summary>All that was written; nothing more can be.</summary>
    public static async Task<ReadOnlySequence<byte>> CompleteAsync(this Pipe blocks)
    {
        await blocks.Writer.CompleteAsync().ConfigureAwait(false);
        return (await blocks.Reader.ReadAsync().ConfigureAwait(false)).Buffer;
    }

    /// <summary>Their SHA-256 in hexadecimal digits.</summary>
    public static string Sha256Of(ReadOnlySequence<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in bytes) hash.AppendData(block.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
