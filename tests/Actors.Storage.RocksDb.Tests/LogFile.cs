using System.Buffers.Binary;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>The batches of a write-ahead log, to be written in another way than RocksDB has.</summary>
internal static class LogFile
{
    internal static List<byte[]> Read(string log)
    {
        using var file = File.OpenRead(log);
        var reader = new LogReader(file);
        var bytes = File.ReadAllBytes(log);
        var batches = new List<byte[]>();
        while (reader.Next() is { } batch) batches.Add([.. Content(bytes, batch)]);
        return batches;
    }

    internal static void Write(string log, IEnumerable<byte[]> batches)
    {
        using var file = File.Create(log);
        Write(file, batches);
    }

    internal static void Write(Stream file, IEnumerable<byte[]> batches)
    {
        foreach (var batch in batches) Append(file, batch);
    }

    private static IEnumerable<byte> Content(byte[] bytes, LoggedBatch batch)
    {
        for (var offset = (int)batch.Start; offset < batch.End;)
        {
            var left = LogRecord.BlockBytes - offset % LogRecord.BlockBytes;
            if (left < LogRecord.HeaderBytes) offset += left;
            var length = LogRecord.Length(bytes.AsSpan(offset))!.Value;
            foreach (var value in bytes[(offset + LogRecord.HeaderBytes)..(offset + length)]) yield return value;
            offset += length;
        }
    }

    private static void Append(Stream file, ReadOnlySpan<byte> batch)
    {
        for (var isFirst = true; isFirst || batch.Length > 0; isFirst = false)
        {
            var left = LogRecord.BlockBytes - (int)(file.Position % LogRecord.BlockBytes);
            if (left < LogRecord.HeaderBytes) (_, left) = (file.Position += left, LogRecord.BlockBytes);
            var part = batch[..Math.Min(batch.Length, left - LogRecord.HeaderBytes)];
            batch = batch[part.Length..];
            var type = (isFirst, batch.IsEmpty) switch { (true, true) => 1, (true, false) => 2, (false, false) => 3, (false, true) => 4 };
            byte[] record = [0, 0, 0, 0, 0, 0, (byte)type, .. part];
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), (ushort)part.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(record, LogRecord.Checksum(record.AsSpan(6)));
            file.Write(record);
        }
    }
}
