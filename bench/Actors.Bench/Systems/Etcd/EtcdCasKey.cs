using Actors.Bench.Systems.Etcd.Rpc;
using Google.Protobuf;

namespace Actors.Bench.Systems.Etcd;

/// <summary>One key that each puts to only if it still has the revision that the caller has seen, and else tries again with the one that it has then.</summary>
internal sealed class EtcdCasKey(EtcdClient client, string name) : IOrder
{
    // A pause that doubles after each failure: without one, 256 callers do 11/s.
    private const int PauseMsMax = 128;

    private readonly ByteString _key = ByteString.CopyFromUtf8(name);
    private long _seen;

    public async Task<long> AppendAsync(string entry, CancellationToken cancellationToken)
    {
        for (var pause = 1; ; pause = Math.Min(2 * pause, PauseMsMax))
        {
            var request = PutIf(Volatile.Read(ref _seen), entry);
            var response = await client.TryAsync((server, options) => server.TxnAsync(request, options), cancellationToken);
            var revision = response.Succeeded ? response.Header.Revision : response.Responses[0].ResponseRange.Kvs[0].ModRevision;
            // All callers of the process share what they have seen, which saves most of the attempts that cannot succeed.
            Volatile.Write(ref _seen, revision);
            if (response.Succeeded) return revision;
            await Task.Delay(Random.Shared.Next(pause + 1), cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TxnRequest PutIf(long revision, string entry) => new()
    {
        Compare = { new Compare { Key = _key, Target = Compare.Types.CompareTarget.Mod, Result = Compare.Types.CompareResult.Equal, ModRevision = revision } },
        Success = { new RequestOp { RequestPut = new PutRequest { Key = _key, Value = ByteString.CopyFromUtf8(entry) } } },
        Failure = { new RequestOp { RequestRange = new RangeRequest { Key = _key } } },
    };
}
