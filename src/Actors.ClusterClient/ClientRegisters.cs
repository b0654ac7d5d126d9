using Actors.Grains;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Registers;

/// <summary>
/// The registers as an Orleans client sees them. The client is a proposer of its own: it sends its proposals to the acceptors of all nodes itself, so an
/// uncontended decision takes it one round trip, and no node stands between it and the others that could be slow, cut off or gone.
/// </summary>
/// <remarks>Calls that are made at the same time travel together. Decided registers are remembered: what is decided never changes.</remarks>
public sealed class ClientRegisters : IRegisters
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15), AskMax = TimeSpan.FromSeconds(3), PauseAfterLoss = TimeSpan.FromMilliseconds(20);

    private readonly IGrainFactory _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Sessions _sessions;

    /// <param name="client">A connected client, or a silo's grain factory.</param>
    /// <param name="timeout">How long a call may take in all, a day at most. Default: 15 s.</param>
    /// <param name="timeProvider">The clock. Default: the system's.</param>
    public ClientRegisters(IGrainFactory client, TimeSpan? timeout = null, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout ?? DefaultTimeout, TimeSpan.Zero, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout ?? DefaultTimeout, TimeSpan.FromDays(1), nameof(timeout));
        (_client, _timeout, _time) = (client, timeout ?? DefaultTimeout, timeProvider ?? TimeProvider.System);
        _sessions = new Sessions(client, _time);
    }

    /// <inheritdoc/>
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        KeySpace.RequireWritable(key);
        return CallAsync(key, proposal, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        CallAsync(key.Key, proposal, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        IsOfNodes(key) ? AskAsync(_ => _client.GetGrain<IWriteOnceGrain>(key.Value).ReadAsync(), cancellationToken) : CallAsync(key, null, cancellationToken);

    /// <inheritdoc/>
    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await _sessions.GetAsync(cancellationToken).ConfigureAwait(false) is not { } session) continue;
            if (session.Knows(key, out var known)) return known.Proposal!;
            try
            {
                var winner = await WaitAsync(key, session, cancellationToken).ConfigureAwait(false);
                session.Remember(key, winner);
                return winner;
            }
            catch (NodeStoppedException)
            {
                // Another session has begun.
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        AskAsync(node => node.InspectAsync(key.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        AskAsync(node => node.NodesAsync(), cancellationToken);

    /// <inheritdoc/>
    public Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) =>
        AskAsync(node => node.TrimAsync(below.Log, below.Slot), cancellationToken);

    /// <summary>Such a register is read by a node: to finish a decision a reader must propose, and no node takes that from a client here.</summary>
    private static bool IsOfNodes(RegisterKey key) => KeySpace.KindOfAny(key) == KeyKind.Identity;

    private Task<Outcome> CallAsync(RegisterKey key, Proposal? own, CancellationToken cancellationToken) =>
        _sessions.Current is { } session && session.Knows(key, out var known) ? Task.FromResult(known) : AskAcceptorsAsync(key, own, cancellationToken);

    private async Task<Outcome> AskAcceptorsAsync(RegisterKey key, Proposal? own, CancellationToken cancellationToken)
    {
        var session = _sessions.Current ?? await _sessions.GetAsync(cancellationToken).ConfigureAwait(false);
        if (session is null) return Session.Unreachable;
        try
        {
            var outcome = await session.CallAsync(key, own, _timeout, cancellationToken).ConfigureAwait(false);
            if (outcome.Proposal is { } decided) session.Remember(key, decided);
            return outcome;
        }
        catch (NodeStoppedException)
        {
            return Session.Abandoned;
        }
    }

    /// <summary>The client looks itself now and then; a node is told by its acceptors as soon as there is something to see.</summary>
    private Task<Proposal> WaitAsync(RegisterKey key, Session session, CancellationToken cancellationToken) => WaitRace.RunAsync(
        ended => session.WaitAsync(key, ended), ended => _client.GetGrain<IWriteOnceGrain>(key.Value).WaitAsync(ended), PauseAfterLoss, _time, cancellationToken);

    /// <summary>Asks one node after the other, the first at random.</summary>
    private async Task<TResult> AskAsync<TResult>(Func<INodeGrain, Task<TResult>> question, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var lane = (uint)Random.Shared.Next();
        while (_timeout - _time.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
        {
            try
            {
                return await question(_client.GetGrain<INodeGrain>(lane++ % Sessions.FirstLanes))
                    .WaitAsync(left < AskMax ? left : AskMax, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Sessions.IsLost(exception))
            {
                await Task.Delay(PauseAfterLoss, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        throw new TimeoutException($"No node answered within {_timeout}.");
    }
}
