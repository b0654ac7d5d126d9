using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Cluster;

/// <summary>
/// Registers through whichever node answers: a call that is lost, or finds a node without a quorum, goes on through the next, in the same
/// deadline and under the same proposal id.
/// </summary>
/// <param name="nodes">The registers as each node shows them.</param>
/// <param name="timeout">How long a call may take in all.</param>
/// <param name="attemptMax">How long to wait for one node.</param>
/// <param name="time">The clock.</param>
internal sealed class FailoverRegisters(IReadOnlyList<IRegisters> nodes, TimeSpan timeout, TimeSpan attemptMax, TimeProvider time) : IRegisters
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private int _turn;

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        TryAsync((node, token) => node.ProposeAsync(key, proposal, token), cancellationToken);

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        TryAsync((node, token) => node.ReadAsync(key, token), cancellationToken);

    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var outcome = await TryAsync(
                async (node, token) => new Outcome(OutcomeKind.Decided, await node.WaitAsync(key, token), 0, 0), cancellationToken);
            if (outcome.Proposal is { } winner) return winner;
        }
    }

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private async Task<Outcome> TryAsync(Func<IRegisters, CancellationToken, Task<Outcome>> call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var turn = (uint)Interlocked.Increment(ref _turn);
        var refusals = 0;
        while (true)
        {
            var left = timeout - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return new Outcome(OutcomeKind.Unknown, null, 0, 0);
            using var expiry = new CancellationTokenSource(left < attemptMax ? left : attemptMax, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
            try
            {
                var outcome = await call(nodes[(int)(turn++ % nodes.Count)], either.Token);
                if (outcome.Kind is OutcomeKind.Decided or OutcomeKind.Undecided) return outcome;
                // A node that has just woken, or is cut off, misses a quorum that others may have: it is missing when all say so, one after the other.
                refusals = outcome.Kind == OutcomeKind.NoQuorum ? refusals + 1 : 0;
                if (refusals == nodes.Count) return outcome;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Lost or late: the next node is asked.
                refusals = 0;
            }
            await Task.Delay(RetryDelay, time, cancellationToken);
        }
    }
}
