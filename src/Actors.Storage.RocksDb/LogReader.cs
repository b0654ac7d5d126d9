using System.Buffers;
using System.Buffers.Binary;

namespace Actors.Storage.RocksDb;

/// <summary>Reads the whole batches of a write-ahead log, those after damage too, and passes over everything else.</summary>
internal sealed class LogReader(Stream log)
{
    private const int BatchHeaderBytes = 12;

    private readonly byte[] _block = new byte[LogRecord.BlockBytes];
    private readonly ArrayBufferWriter<byte> _batch = new(LogRecord.BlockBytes);
    private long _blockStart = -LogRecord.BlockBytes;
    private int _filled, _offset;

    /// <summary>The next batch; null at the end of the file.</summary>
    internal LoggedBatch? Next()
    {
        long? start = null;
        while (NextRecord() is { } record)
        {
            // Parts of a batch whose other parts are bad make no batch.
            if (record.IsAfterBad) start = null;
            var bytes = _block.AsSpan(record.Offset, _offset - record.Offset);
            if (LogRecord.Begins(bytes))
            {
                start = _blockStart + record.Offset;
                _batch.ResetWrittenCount();
            }
            if (start is null) continue;
            _batch.Write(bytes[LogRecord.HeaderBytes..]);
            if (LogRecord.Ends(bytes) && _batch.WrittenCount >= BatchHeaderBytes) return Parse(start.Value);
        }
        return null;
    }

    private LoggedBatch Parse(long start)
    {
        var batch = _batch.WrittenSpan;
        var before = BinaryPrimitives.ReadUInt64LittleEndian(batch) - 1;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(batch[sizeof(ulong)..]);
        return new(start, _blockStart + _offset, before + 1, before + count, Math.Min(SyncMark.Of(batch) ?? before, before));
    }

    /// <summary>Where the next good record of the block is, which ends at the offset then, and whether something bad is before it.</summary>
    private (int Offset, bool IsAfterBad)? NextRecord()
    {
        for (var isAfterBad = false; ; isAfterBad = true, _offset++)
        {
            if (_filled - _offset < LogRecord.HeaderBytes && !ReadBlock()) return null;
            if (LogRecord.Length(_block.AsSpan(_offset, _filled - _offset)) is not { } length) continue;
            var found = _offset;
            _offset += length;
            return (found, isAfterBad);
        }
    }

    private bool ReadBlock()
    {
        if (_filled is > 0 and < LogRecord.BlockBytes) return false;
        _blockStart += LogRecord.BlockBytes;
        _filled = log.ReadAtLeast(_block, LogRecord.BlockBytes, throwOnEndOfStream: false);
        _offset = 0;
        return _filled > 0;
    }
}
