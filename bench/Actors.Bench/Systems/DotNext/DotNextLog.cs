namespace Actors.Bench.Systems.DotNext;

/// <summary>The log of a cluster: a place is an index.</summary>
internal sealed class DotNextLog(DotNextClient client) : IOrder
{
    public Task<long> AppendAsync(string entry, CancellationToken cancellationToken) => client.AppendAsync(entry, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
