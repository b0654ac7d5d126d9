using Actors.Grains;
using Actors.Paxos;
using BitFaster.Caching.Lru;

namespace Actors.Registers;

/// <summary>
/// The registers as an Orleans client sees them. A call that was lost with its node, or met one that finds no quorum, is repeated through
/// another one, inside the same deadline and under the same proposal id, which is why repeating is harmless.
/// </summary>
/// <remarks>Calls that are made at the same time travel together. Decided registers are remembered: what is decided never changes.</remarks>
public sealed class ClientRegisters : IRegisters
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A larger value is asked for each time, so that what is remembered stays below some 150 MB.</summary>
    private const int RememberedCount = 100_000, RememberedBytesMax = 1024;

    private readonly IGrainFactory _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Lanes _lanes;
    private readonly Action<RegisterKey, Proposal> _remember;
    private readonly ConcurrentLru<RegisterKey, Outcome> _decided = new(RememberedCount);

    /// <param name="client">A connected client, or a silo's grain factory.</param>
    /// <param name="timeout">How long a call may take in all. Default: 15 s, a little more than a node tries by itself.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    public ClientRegisters(IGrainFactory client, TimeSpan? timeout = null, TimeProvider? timeProvider = null)
    {
        (_client, _timeout, _time) = (client, timeout ?? DefaultTimeout, timeProvider ?? TimeProvider.System);
        _lanes = new Lanes(client, _time);
        _remember = Remember;
    }

    /// <inheritdoc/>
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        CallAsync(new RegisterCall(key, proposal), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        CallAsync(new RegisterCall(key, null), cancellationToken);

    /// <inheritdoc/>
    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                if (await _client.GetGrain<IWriteOnceGrain>(key.Value).WaitAsync(cancellationToken) is { } winner) return winner;
            }
            catch (Exception exception) when (Lane.IsLost(exception))
            {
                // The node that held the wait is gone; a linearizable read says how things stand, and paces the next attempt.
                if (await ReadAsync(key, cancellationToken) is { Proposal: { } winner }) return winner;
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        AskAsync(proposer => proposer.InspectAsync(key.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        AskAsync(proposer => proposer.NodesAsync(), cancellationToken);

    /// <inheritdoc/>
    public Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) =>
        AskAsync(proposer => proposer.TrimAsync(below.Log, below.Slot), cancellationToken);

    private Task<Outcome> CallAsync(RegisterCall call, CancellationToken cancellationToken)
    {
        if (_decided.TryGet(call.Key, out var known)) return Task.FromResult(known);
        var pending = new PendingCall(call, new Perseverance(_timeout), _remember, _time).CancelledBy(cancellationToken);
        _lanes.Send(pending);
        return pending.Task;
    }

    private void Remember(RegisterKey key, Proposal decided)
    {
        if (decided.Value.Bytes.Length <= RememberedBytesMax) _decided.AddOrUpdate(key, new Outcome(OutcomeKind.Decided, decided, 0, 0));
    }

    /// <summary>Asks one lane after the other, the first at random.</summary>
    private async Task<TResult> AskAsync<TResult>(Func<IProposerGrain, Task<TResult>> question, CancellationToken cancellationToken)
    {
        var perseverance = new Perseverance(_timeout);
        var started = _time.GetTimestamp();
        var lane = (uint)Random.Shared.Next();
        while (perseverance.NextAttempt(_time.GetElapsedTime(started)) is { } patience)
        {
            try
            {
                return await question(_client.GetGrain<IProposerGrain>(lane++ % IProposerGrain.LaneCount))
                    .WaitAsync(patience, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Lane.IsLost(exception))
            {
                await Task.Delay(Perseverance.PauseAfterLoss, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        throw new TimeoutException($"No node answered within {_timeout}.");
    }
}
