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

    private static readonly Outcome Lost = new(OutcomeKind.Unknown, null, 0, 0);

    /// <summary>A larger value is asked for each time, so that what is remembered stays below some 150 MB.</summary>
    private const int RememberedCount = 100_000, RememberedBytesMax = 1024;

    private readonly IGrainFactory _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Lane[] _lanes;
    private readonly ConcurrentLru<RegisterKey, Outcome> _decided = new(RememberedCount);

    /// <param name="client">A connected client, or a silo's grain factory.</param>
    /// <param name="timeout">How long a call may take in all. Default: 15 s, a little more than a node tries by itself.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    public ClientRegisters(IGrainFactory client, TimeSpan? timeout = null, TimeProvider? timeProvider = null)
    {
        (_client, _timeout, _time) = (client, timeout ?? DefaultTimeout, timeProvider ?? TimeProvider.System);
        _lanes = [.. Enumerable.Range(0, IProposerGrain.LaneCount).Select(lane => new Lane(client.GetGrain<IProposerGrain>(lane), Perseverance.AttemptMax, _time))];
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
        AskAsync(proposer => proposer.InspectAsync(key.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        AskAsync(proposer => proposer.NodesAsync(), cancellationToken);

    /// <inheritdoc/>
    public async Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) =>
        (await AskAsync(async proposer => new Forgotten(await proposer.TrimAsync(below.Log, below.Slot)), cancellationToken)).Nodes;

    private Task<Outcome> CallAsync(RegisterCall call, CancellationToken cancellationToken) =>
        _decided.TryGet(call.Key, out var known) ? Task.FromResult(known) : AskAsync(call, cancellationToken);

    private async Task<Outcome> AskAsync(RegisterCall call, CancellationToken cancellationToken)
    {
        var perseverance = new Perseverance(_timeout);
        // Callers of one register share a lane: whoever comes while another one's proposal is under way joins it.
        var outcome = await TryAsync(
            (uint)call.Key.GetHashCode(),
            lane => _lanes[lane].CallAsync(call),
            perseverance,
            perseverance.IsFinal,
            cancellationToken).ConfigureAwait(false);
        if (outcome is null) return Lost;
        if (outcome.Proposal is { } decided && decided.Value.Bytes.Length <= RememberedBytesMax)
            _decided.AddOrUpdate(call.Key, new Outcome(OutcomeKind.Decided, decided, 0, 0));
        return outcome;
    }

    private async Task<TResult> AskAsync<TResult>(Func<IProposerGrain, Task<TResult>> question, CancellationToken cancellationToken) where TResult : class =>
        await TryAsync(
            (uint)Random.Shared.Next(),
            lane => question(_client.GetGrain<IProposerGrain>(lane)),
            new Perseverance(_timeout),
            _ => true,
            cancellationToken)
        ?? throw new TimeoutException($"No node answered within {_timeout}.");

    /// <summary>Tries one lane after the other until a result is final, and returns null when time is over.</summary>
    private async Task<TResult?> TryAsync<TResult>(
        uint lane, Func<int, Task<TResult>> attempt, Perseverance perseverance, Predicate<TResult> isFinal, CancellationToken cancellationToken)
        where TResult : class
    {
        var started = _time.GetTimestamp();
        while (perseverance.NextAttempt(_time.GetElapsedTime(started)) is { } patience)
        {
            try
            {
                var result = await attempt((int)(lane++ % IProposerGrain.LaneCount))
                    .WaitAsync(patience, _time, cancellationToken).ConfigureAwait(false);
                if (isFinal(result)) return result;
            }
            catch (Exception exception) when (IsLost(exception))
            {
                await Task.Delay(Perseverance.PauseAfterLoss, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        return null;
    }

    /// <summary>Whether the call may or may not have arrived, so that asking another node is the thing to do.</summary>
    private static bool IsLost(Exception exception) => exception is TimeoutException or OrleansException;

    private sealed record Forgotten(int Nodes);
}
