using Actors.Grains.Hosting;
using Actors.Paxos;
using Orleans.Concurrency;

namespace Actors.Grains.WriteOnce;

/// <summary>
/// One register as a grain: a thin face that composes this node's proposer with the register's acceptors, remembers the decision, and
/// holds those who wait for it. Every silo may have one of its own; none of them owns the decision.
/// </summary>
[StatelessWorker(1), Reentrant]
internal sealed class WriteOnceGrain(WriteOnceNode node) : Grain, IWriteOnceGrain
{
    private Proposal? _winner;

    private RegisterKey Key => new(this.GetPrimaryKeyString());

    public async Task<Outcome> ProposeAsync(Proposal proposal) =>
        Remembered() ?? Remember(await node.Registers.ProposeAsync(Key, proposal));

    public async Task<Outcome> ReadAsync() => Remembered() ?? Remember(await node.Registers.ReadAsync(Key));

    public async Task<Proposal?> WaitAsync(CancellationToken cancellationToken) =>
        _winner ??= await Hold.WaitAsync(node.Registers, Key, cancellationToken);

    private Outcome? Remembered() => _winner is null ? null : new Outcome(OutcomeKind.Decided, _winner, 0, 0);

    private Outcome Remember(Outcome outcome)
    {
        _winner ??= outcome.Proposal;
        return outcome;
    }
}
