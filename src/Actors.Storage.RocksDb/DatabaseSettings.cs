using RocksDbSharp;

namespace Actors.Storage.RocksDb;

/// <summary>RocksDB's settings: strict about damage, bounded in memory, quiet when idle.</summary>
internal static class DatabaseSettings
{
    private const int BloomBitsPerKey = 10;
    private const double BufferBloomRatio = 0.02;
    private const ulong KiB = 1024, MetaBufferBytes = 4 * KiB * KiB, LogFileBytes = 1024 * KiB;

    internal static DbOptions Of(RocksDbStoreOptions options, bool create)
    {
        var settings = new DbOptions()
            .SetCreateIfMissing(create)
            .SetCreateMissingColumnFamilies(create)
            .SetParanoidChecks(true)
            // What a power loss may leave was cut off by WriteAheadLog before. Not PointInTime, the default: it opens with what comes before any damage, and synced
            // promises are forgotten.
            .SetWalRecoveryMode(Recovery.AbsoluteConsistency)
            // In a recycled log any damage counts as the end.
            .SetRecycleLogFileNum(0)
            // Otherwise the one record of the meta family would keep every log alive.
            .SetMaxTotalWalSize(4 * (ulong)options.WriteBufferBytes)
            .SetMaxOpenFiles(options.MaxOpenFiles)
            .SetInfoLogLevel(InfoLogLevel.Warn)
            .SetMaxLogFileSize(LogFileBytes)
            .SetKeepLogFileNum(2)
            .SetStatsDumpPeriodSec(0);
        Native.Instance.rocksdb_options_set_stats_persist_period_sec(settings.Handle, 0);
        Native.Instance.rocksdb_options_set_track_and_verify_wals_in_manifest(settings.Handle, 1);
        // What is read after opening must be on disk, and not only in the page cache of a disk whose last sync failed.
        Native.Instance.rocksdb_options_set_avoid_flush_during_recovery(settings.Handle, 0);
        if (options.CollectStatistics) settings.EnableStatistics();
        return settings;
    }

    internal static ColumnFamilyOptions Registers(RocksDbStoreOptions options)
    {
        var table = new BlockBasedTableOptions()
            .SetBlockCache(Cache.CreateLru((ulong)options.BlockCacheBytes))
            .SetCacheIndexAndFilterBlocks(true)
            .SetPinL0FilterAndIndexBlocksInCache(true)
            .SetIndexType(BlockBasedTableIndexType.TwoLevelIndex)
            .SetFilterPolicy(BloomFilterPolicy.Create(BloomBitsPerKey, false));
        // In parts: the filter of a large file does not fit a shard of the cache, and would be read whole from the disk for every key.
        Native.Instance.rocksdb_block_based_options_set_partition_filters(table.Handle, 1);
        var settings = new ColumnFamilyOptions()
            .SetWriteBufferSize((ulong)options.WriteBufferBytes)
            .SetMaxWriteBufferNumber(2)
            .SetMemtablePrefixBloomSizeRatio(BufferBloomRatio)
            .SetCompression(options.Compress ? Compression.Lz4 : Compression.No)
            .SetBlockBasedTableFactory(table);
        // Most keys that are asked for are new: a filter says so without a walk through the buffer's list.
        Native.Instance.rocksdb_options_set_memtable_whole_key_filtering(settings.Handle, 1);
        return settings;
    }

    internal static ColumnFamilyOptions Meta() => new ColumnFamilyOptions()
        .SetWriteBufferSize(MetaBufferBytes)
        .SetCompression(Compression.No)
        .SetBlockBasedTableFactory(new BlockBasedTableOptions().SetNoBlockCache(true));
}
