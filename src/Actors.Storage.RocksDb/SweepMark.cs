using System.Buffers;
using System.Text;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Storage.RocksDb;

/// <summary>Slots of a log are still to be deleted: one record of the meta family, from where on; where they end is what the log's floor says.</summary>
internal static class SweepMark
{
    internal static ReadOnlySpan<byte> Prefix => "sweep/"u8;

    internal static byte[] Key(string log) => [.. Prefix, .. Encoding.UTF8.GetBytes(log)];

    internal static byte[] ToRecord(SlotKey first)
    {
        var buffer = new ArrayBufferWriter<byte>(16);
        SealedRecord.Begin(buffer);
        buffer.WriteNumber(first.Slot);
        return SealedRecord.Seal(Key(first.Log), buffer).ToArray();
    }

    /// <exception cref="StoreException">Damaged.</exception>
    internal static SlotKey FromRecord(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record, string directory)
    {
        try
        {
            var input = new WireReader(SealedRecord.Unseal(key, record));
            return new SlotKey(Encoding.UTF8.GetString(key[Prefix.Length..]), input.ReadNumber());
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            throw new StoreException(
                $"A record of what is to be deleted from the store at '{directory}' is damaged: {exception.Message} {StoreAdvice.Damaged}", exception);
        }
    }
}
