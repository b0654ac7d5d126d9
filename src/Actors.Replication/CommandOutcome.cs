using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.Replication;

/// <summary>What came of a command, on every node alike.</summary>
/// <param name="Result">The result; nothing if it failed.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
/// <param name="Digest">See <see cref="DigestOf"/>; null if unknown.</param>
public sealed record CommandOutcome<TResult>(TResult? Result, string? Error, long? Digest)
{
    /// <summary>Tells a command from another that somebody gave the same id: the first 8 bytes of its SHA-256.</summary>
    public static long DigestOf(ReadOnlySpan<byte> command)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(command, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>Whether it came of this command, as far as is known.</summary>
    public bool IsOf(ReadOnlySpan<byte> command) => Digest is null || Digest == DigestOf(command);
}
