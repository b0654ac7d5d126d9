using Actors.Grains;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>
/// The registers as an Orleans client sees them. A call that was lost with its node, or met one that finds no quorum, is repeated through
/// another one, inside the same deadline and under the same proposal id, which is why repeating is harmless.
/// </summary>
/// <param name="client">A connected client, or a silo's grain factory.</param>
/// <param name="timeout">How long a call may take in all. Default: 15 s, a little more than a node tries by itself.</param>
/// <param name="timeProvider">The clock. Default: the system's.</param>
public sealed class ClientRegisters(IGrainFactory client, TimeSpan? timeout = null, TimeProvider? timeProvider = null) : IRegisters
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Longer than a node needs to find that there is no quorum. A call to a node that was killed meanwhile may never end by itself.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A node that is cut off from the others finds no quorum while they have one, so other lanes are asked before the caller is told.
    /// </summary>
    private const int NoQuorumMax = 3;

    private static readonly Outcome Lost = new(OutcomeKind.Unknown, null, 0, 0);

    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        TryAsync(key, proposer => proposer.ProposeAsync(key.Value, proposal), Lost, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        TryAsync(key, proposer => proposer.ReadAsync(key.Value), Lost, cancellationToken);

    /// <inheritdoc/>
    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                if (await client.GetGrain<IWriteOnceGrain>(key.Value).WaitAsync(cancellationToken) is { } winner) return winner;
            }
            catch (Exception exception) when (IsLost(exception))
            {
                // The node that held the wait is gone; a linearizable read says how things stand, and paces the next attempt.
                if (await ReadAsync(key, cancellationToken) is { Proposal: { } winner }) return winner;
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        TryAsync(key, proposer => proposer.InspectAsync(key.Value), null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        TryAsync(default, proposer => proposer.NodesAsync(), null, cancellationToken);

    private async Task<TResult> TryAsync<TResult>(
        RegisterKey key, Func<IProposerGrain, Task<TResult>> call, TResult? lost, CancellationToken cancellationToken)
        where TResult : class
    {
        var started = _time.GetTimestamp();
        var limit = timeout ?? DefaultTimeout;
        var lane = (uint)string.GetHashCode(key.Value, StringComparison.Ordinal);
        for (var noQuorum = 0; ;)
        {
            var proposer = client.GetGrain<IProposerGrain>(lane++ % IProposerGrain.LaneCount);
            var left = limit - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return lost ?? throw new TimeoutException($"No node answered within {limit}.");
            try
            {
                var result = await call(proposer).WaitAsync(left < AttemptTimeout ? left : AttemptTimeout, _time, cancellationToken);
                if (result is not Outcome { Kind: OutcomeKind.NoQuorum } || ++noQuorum == NoQuorumMax) return result;
            }
            catch (Exception exception) when (IsLost(exception))
            {
                // Most such errors come at once; without a pause a cluster that is down would be asked in a tight loop.
                await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken);
            }
        }
    }

    /// <summary>Whether the call may or may not have arrived, so that asking another node is the thing to do.</summary>
    private static bool IsLost(Exception exception) => exception is TimeoutException or OrleansException;
}
