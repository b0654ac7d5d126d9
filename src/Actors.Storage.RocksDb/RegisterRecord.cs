using System.Buffers;
using System.Text;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Storage.RocksDb;

/// <summary>A register on disk: the key in UTF-8, and its <see cref="AcceptorState"/> as a <see cref="SealedRecord"/>.</summary>
internal static class RegisterRecord
{
    internal static ReadOnlySpan<byte> Key(RegisterKey key, Span<byte> buffer) => buffer[..Encoding.UTF8.GetBytes(key.Value, buffer)];

    internal static ReadOnlySpan<byte> Write(ReadOnlySpan<byte> key, AcceptorState state, ArrayBufferWriter<byte> buffer)
    {
        SealedRecord.Begin(buffer);
        PaxosCodec.Write(buffer, state);
        return SealedRecord.Seal(key, buffer);
    }

    /// <exception cref="StoreException">Damaged, or of an unknown format.</exception>
    internal static AcceptorState Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record, string directory)
    {
        try
        {
            var input = new WireReader(SealedRecord.Unseal(key, record));
            var state = PaxosCodec.ReadState(ref input);
            return input.AtEnd ? state : throw new InvalidDataException("The record is longer than its content.");
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            throw new StoreException(
                $"Register '{Encoding.UTF8.GetString(key)}' is damaged in the store at '{directory}': {exception.Message} "
                + $"Nothing may be answered for it. {StoreAdvice.Damaged}", exception);
        }
    }
}
