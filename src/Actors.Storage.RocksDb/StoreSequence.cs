using System.Buffers;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Storage.RocksDb;

/// <summary>How many durable writes a store has seen: one record, written with each of them.</summary>
internal static class StoreSequence
{
    internal static ReadOnlySpan<byte> Key => "sequence"u8;

    internal static byte[] ToRecord(long sequence, ArrayBufferWriter<byte> buffer)
    {
        SealedRecord.Begin(buffer);
        buffer.WriteNumber(sequence);
        return SealedRecord.Seal(Key, buffer).ToArray();
    }

    /// <exception cref="StoreException">Damaged.</exception>
    internal static long FromRecord(ReadOnlySpan<byte> record, string directory)
    {
        try
        {
            var input = new WireReader(SealedRecord.Unseal(Key, record));
            return input.ReadNumber();
        }
        catch (InvalidDataException exception)
        {
            throw new StoreException(
                $"The record that counts the writes of the store at '{directory}' is damaged: {exception.Message} {StoreAdvice.Damaged}", exception);
        }
    }
}
