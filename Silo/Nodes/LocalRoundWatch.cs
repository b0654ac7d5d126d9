using System.Runtime.CompilerServices;
using Actors.Paxos;
using Actors.Rounds;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>Watches through a node of this process that runs, and through another one when it is stopped; what was told before may then be told again.</summary>
internal sealed class LocalRoundWatch(LocalNodes nodes, SiloSettings settings, TimeProvider time) : IRoundWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<RoundBatch> WatchAsync(RegisterKey key, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (nodes.All.Select(node => node.Faces).FirstOrDefault(faces => faces is not null) is { } running)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, running.Stopping);
                await using var batches = running.Rounds.WatchAsync(key, either.Token).GetAsyncEnumerator(either.Token);
                while (await MoveNextAsync(batches, running.Stopping)) yield return batches.Current;
            }
            else
            {
                foreach (var node in settings.Nodes) yield return new RoundBatch(node.Name, nodes.MissingBecause, null, []);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<RoundBatch> batches, CancellationToken stopping)
    {
        try
        {
            return await batches.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
