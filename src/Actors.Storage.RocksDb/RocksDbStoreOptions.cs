namespace Actors.Storage.RocksDb;

/// <summary>
/// How much memory and how many files a <see cref="RocksDbRegisterStore"/> may use. None of it depends on the number of registers:
/// memory is at most about <see cref="BlockCacheBytes"/> + 3 × <see cref="WriteBufferBytes"/>.
/// </summary>
public sealed record RocksDbStoreOptions
{
    private const long MiB = 1024 * 1024;

    /// <summary>Cache for data, index and filter blocks, in bytes. 1 MiB to 64 GiB; 64 MiB by default.</summary>
    public long BlockCacheBytes { get; init; } = 64 * MiB;

    /// <summary>
    /// Writes gathered in memory before they go to a sorted file, in bytes; up to two such buffers exist at a time. The write-ahead log is
    /// kept below four times this, which bounds the time of a start after a crash. 1 MiB to 1 GiB; 32 MiB by default.
    /// </summary>
    public long WriteBufferBytes { get; init; } = 32 * MiB;

    /// <summary>Files held open at a time. 32 to 65,536; 512 by default.</summary>
    public int MaxOpenFiles { get; init; } = 512;

    /// <summary>Whether sorted files are compressed with LZ4. True by default; say false when the values are compressed already.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>
    /// Whether opening reads every record and checks its checksum, so that a damaged store refuses at start and not in the middle
    /// of its work; it takes about a second per million registers. True by default. When false, damage is found by the
    /// <see cref="RocksDbRegisterStore.Read"/> that meets it.
    /// </summary>
    public bool VerifyOnOpen { get; init; } = true;

    internal bool CollectStatistics { get; init; }

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is broken; the message names the option, its range and its value.</exception>
    public void Validate()
    {
        Check(nameof(BlockCacheBytes), BlockCacheBytes, MiB, 64 * 1024 * MiB);
        Check(nameof(WriteBufferBytes), WriteBufferBytes, MiB, 1024 * MiB);
        Check(nameof(MaxOpenFiles), MaxOpenFiles, 32, 65_536);
    }

    private static void Check(string option, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is between {least} and {most}.");
    }
}
