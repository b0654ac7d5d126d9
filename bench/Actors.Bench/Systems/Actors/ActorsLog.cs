using Actors.Log;

namespace Actors.Bench.Systems.Actors;

/// <summary>A log of ours.</summary>
internal sealed class ActorsLog(IReplicatedLog<string> log) : IOrder
{
    public async Task<long> AppendAsync(string entry, CancellationToken cancellationToken)
    {
        var id = await log.NewIdAsync(null, cancellationToken);
        while (true)
        {
            try
            {
                return await log.AppendAsync(entry, id, cancellationToken);
            }
            catch (RegisterException)
            {
                // No quorum or unknown, after seconds; under the same id it is the same entry.
            }
        }
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();
}
