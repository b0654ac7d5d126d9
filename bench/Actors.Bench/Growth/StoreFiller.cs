using System.Buffers.Binary;
using System.Text;
using Actors.Bench.Load;
using Actors.Paxos;
using Actors.Storage.RocksDb;

namespace Actors.Bench.Growth;

/// <summary>Puts decided registers into the store of a node that does not run, as if it had decided them long ago.</summary>
/// <param name="count">How many; the same ones on every node.</param>
internal sealed class StoreFiller(int count)
{
    private const int BatchSize = 2000, IdBytes = 16;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Key number such.</summary>
    public static string Key(int index) => $"grown/{index:x8}";

    /// <param name="directory">The store.</param>
    /// <param name="node">The node that it belongs to.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public void Fill(string directory, string node, CancellationToken cancellationToken)
    {
        using var store = RocksDbRegisterStore.Open(directory, node);
        // One seed for all nodes, and texts, as the client reads them, with nothing in them that could be compressed away.
        var random = new Random(count);
        var batch = new List<KeyValuePair<RegisterKey, AcceptorState>>(BatchSize);
        for (var index = 0; index < count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Add(new(new RegisterKey(Key(index)), AcceptorState.Initial with { Chosen = Proposal(random, index) }));
            if (batch.Count < BatchSize && index < count - 1) continue;
            store.Write(batch, durable: index == count - 1);
            batch.Clear();
        }
    }

    private static Proposal Proposal(Random random, int index)
    {
        var id = new byte[IdBytes];
        random.NextBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id, index + 1);
        var value = $"\"{random.GetString(Letters, Keys.ValueBytes - 2)}\"";
        return new Proposal(new ProposalId(new Guid(id, bigEndian: true)), new RegisterValue(Encoding.UTF8.GetBytes(value), "application/json"));
    }
}
