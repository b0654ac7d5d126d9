using Actors.Bench.Load;
using Actors.Bench.Systems.Etcd.Rpc;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Actors.Bench.Systems.Etcd;

/// <summary>etcd over gRPC: a channel to each server, calls spread over them in turn, another server when one fails.</summary>
internal sealed class EtcdClient : IRegisterClient, ILogClient
{
    // A call to a server that lost its leader may never be answered; one that takes so long is asked again elsewhere.
    private static readonly TimeSpan AttemptMax = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly GrpcChannel[] _channels;
    private readonly KV.KVClient[] _servers;
    private uint _next;

    public EtcdClient(IReadOnlyList<string> urls)
    {
        _channels = [.. urls.Select(url => GrpcChannel.ForAddress(url, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        }))];
        _servers = [.. _channels.Select(channel => new KV.KVClient(channel))];
    }

    public async Task<string> DecideAsync(string key, string value, CancellationToken cancellationToken)
    {
        var response = await TryAsync((server, options) => server.TxnAsync(PutIfAbsent(key, value), options), cancellationToken);
        return response.Succeeded ? value : response.Responses[0].ResponseRange.Kvs[0].Value.ToStringUtf8();
    }

    public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        // Linearizable unless it is said to be serializable.
        var request = new RangeRequest { Key = ByteString.CopyFromUtf8(key) };
        var response = await TryAsync((server, options) => server.RangeAsync(request, options), cancellationToken);
        return response.Kvs.Count == 0 ? null : response.Kvs[0].Value.ToStringUtf8();
    }

    public IOrder Open(string name, Workload workload) => workload == Workload.Cas ? new EtcdCasKey(this, name) : new EtcdKey(this, name);

    /// <summary>Returns once each server has answered a linearizable read, for which it needs a leader.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var request = new RangeRequest { Key = ByteString.CopyFromUtf8("ready") };
        foreach (var _ in _servers) await TryAsync((server, options) => server.RangeAsync(request, options), cancellationToken);
    }

    /// <summary>The index of the server that leads.</summary>
    public async Task<int> LeaderAsync(CancellationToken cancellationToken)
    {
        for (var server = 0; server < _channels.Length; server++)
        {
            var status = await new Maintenance.MaintenanceClient(_channels[server]).StatusAsync(new StatusRequest(), cancellationToken: cancellationToken);
            if (status.Leader == status.Header.MemberId) return server;
        }
        throw new BenchException("No etcd server says that it leads.");
    }

    public ValueTask DisposeAsync()
    {
        foreach (var channel in _channels) channel.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Asks one server after the other until one answers.</summary>
    public async Task<TResponse> TryAsync<TResponse>(
        Func<KV.KVClient, CallOptions, AsyncUnaryCall<TResponse>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var server = _servers[Interlocked.Increment(ref _next) % _servers.Length];
            try
            {
                using var calling = call(server, new CallOptions(deadline: DateTime.UtcNow + AttemptMax, cancellationToken: cancellationToken));
                return await calling;
            }
            catch (RpcException exception)
            {
                if (cancellationToken.IsCancellationRequested) throw new OperationCanceledException(exception.Message, exception, cancellationToken);
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }

    private static TxnRequest PutIfAbsent(string key, string value)
    {
        var name = ByteString.CopyFromUtf8(key);
        return new TxnRequest
        {
            Compare = { new Compare { Key = name, Target = Compare.Types.CompareTarget.Create, Result = Compare.Types.CompareResult.Equal, CreateRevision = 0 } },
            Success = { new RequestOp { RequestPut = new PutRequest { Key = name, Value = ByteString.CopyFromUtf8(value) } } },
            Failure = { new RequestOp { RequestRange = new RangeRequest { Key = name } } },
        };
    }
}
