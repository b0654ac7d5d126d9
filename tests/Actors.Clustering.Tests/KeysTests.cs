using System.Collections.Concurrent;
using Actors.Clustering.Tests.Cluster;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>What nodes and their membership table write, no client may.</summary>
public sealed class KeysTests
{
    [Fact(Timeout = 120_000)]
    public async Task Every_key_that_a_node_makes_is_of_its_identity()
    {
        var keys = new ConcurrentDictionary<RegisterKey, bool>();
        await using var nodes = new NodeSet();
        await Task.WhenAll(nodes.Names.Select(name => nodes.StartAsync(name, disk: store => new RecordingStore(store, keys))));
        await nodes.Table("n1").InitializeMembershipTable(true);
        await nodes.Table("n1").CleanupDefunctSiloEntries(DateTimeOffset.UtcNow);
        await nodes.Table("n1").InsertRow(
            new MembershipEntry { SiloAddress = SiloAddress.New(new(System.Net.IPAddress.Loopback, 1), 1), SiloName = "n1", HostName = "h", Status = SiloStatus.Joining },
            new TableVersion(1, "0"));
        await nodes.StopAllAsync();
        Assert.Contains(keys.Keys, key => key.Value.StartsWith("log/membership/", StringComparison.Ordinal));
        Assert.Contains(keys.Keys, key => key.Value.StartsWith("node/n1/", StringComparison.Ordinal));
        Assert.All(keys.Keys, key => Assert.True(KeySpace.KindOfAny(key) == KeyKind.Identity || SlotKey.IsFloor(key), key.Value));
    }

    private sealed class RecordingStore(IRegisterStore store, ConcurrentDictionary<RegisterKey, bool> keys) : IRegisterStore
    {
        public Guid StoreId => store.StoreId;
        public long Sequence => store.Sequence;
        public AcceptorState Read(RegisterKey key) => store.Read(key);

        public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
        {
            foreach (var (key, _) in batch) keys[key] = true;
            store.Write(batch, durable);
        }

        public void Note(RegisterKey key, AcceptorState state)
        {
            keys[key] = true;
            store.Note(key, state);
        }

        public void Trim(SlotKey below) => store.Trim(below);
        public void Reopen() => store.Reopen();
        public long RaiseIncarnation() => store.RaiseIncarnation();
        public void Dispose() => store.Dispose();
    }
}
