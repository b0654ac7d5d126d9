using System.Buffers;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Storage.RocksDb;

/// <summary>What a store says of itself: one record, written when it was created and at every start of its node.</summary>
/// <param name="StoreId">Drawn when the store was created.</param>
/// <param name="Node">The only node that may use it.</param>
/// <param name="Incarnation">How often that node has started; 0 before the first time.</param>
internal sealed record StoreMeta(Guid StoreId, string Node, long Incarnation)
{
    internal static ReadOnlySpan<byte> Key => "store"u8;

    private const int MaxNodeBytes = RegisterKey.MaxBytes;

    internal byte[] ToRecord()
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        SealedRecord.Begin(buffer);
        StoreId.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out _);
        buffer.Advance(16);
        buffer.WriteText(Node);
        buffer.WriteNumber(Incarnation);
        return SealedRecord.Seal(Key, buffer).ToArray();
    }

    /// <exception cref="StoreException">Damaged, or of an unknown format.</exception>
    internal static StoreMeta FromRecord(ReadOnlySpan<byte> record, string directory)
    {
        if (!record.IsEmpty && record[0] != SealedRecord.Format)
            throw new StoreException(
                $"The store at '{directory}' has format {record[0]}; this version reads format {SealedRecord.Format}. "
                + "Use the version that wrote it.");
        try
        {
            var input = new WireReader(SealedRecord.Unseal(Key, record));
            return new StoreMeta(new Guid(input.ReadExactly(16), bigEndian: true), input.ReadText(MaxNodeBytes), input.ReadNumber());
        }
        catch (InvalidDataException exception)
        {
            throw new StoreException(
                $"The record that names the store at '{directory}' is damaged: {exception.Message} {StoreAdvice.Damaged}", exception);
        }
    }
}
