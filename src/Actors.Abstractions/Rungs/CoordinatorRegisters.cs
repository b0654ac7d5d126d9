using Actors.Grains;
using Actors.Paxos;
using Actors.Registers;

namespace Actors;

/// <summary>Registers in the memory of one node.</summary>
internal sealed class CoordinatorRegisters(IGrainFactory grains) : IRegisters
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        Coordinator(key).ProposeAsync(proposal).WaitAsync(cancellationToken);

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        Coordinator(key).ReadAsync().WaitAsync(cancellationToken);

    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
            if (await Coordinator(key).WaitAsync(cancellationToken) is { } winner)
                return winner;
    }

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A coordinator has no acceptors.");

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A coordinator knows nothing of nodes.");

    private ICoordinatorGrain Coordinator(RegisterKey key) => grains.GetGrain<ICoordinatorGrain>(key.Value);
}
