using Actors.Bench.Systems.Etcd.Rpc;
using Google.Protobuf;

namespace Actors.Bench.Systems.Etcd;

/// <summary>One key that all put to, whatever it has: a place is the revision of the put.</summary>
internal sealed class EtcdKey(EtcdClient client, string name) : IOrder
{
    private readonly ByteString _key = ByteString.CopyFromUtf8(name);

    public async Task<long> AppendAsync(string entry, CancellationToken cancellationToken)
    {
        var request = new PutRequest { Key = _key, Value = ByteString.CopyFromUtf8(entry) };
        return (await client.TryAsync((server, options) => server.PutAsync(request, options), cancellationToken)).Header.Revision;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
