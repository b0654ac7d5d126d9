using Actors.Paxos;
using Actors.Registers;
using Actors.Runtime;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>
/// The registers through the nodes of this process, in turn, so that callers who race do so through different nodes. What a node leaves
/// unanswered because it was stopped goes through another one, under the same proposal id. One that is cut off is asked only if there is no other.
/// </summary>
internal sealed class LocalRegisters(LocalNodes nodes, NodeCuts cuts, SiloSettings settings, TimeProvider time) : IRegisters
{
    private static readonly Outcome NoNode = new(OutcomeKind.NoQuorum, null, 0, 0);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private uint _turn;

    public async Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        await TryAsync(registers => registers.ProposeAsync(key, proposal, cancellationToken)) ?? NoNode;

    public async Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        await TryAsync(registers => registers.ProposeSystemAsync(key, proposal, cancellationToken)) ?? NoNode;

    public async Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        await TryAsync(registers => registers.ReadAsync(key, cancellationToken)) ?? NoNode;

    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await TryAsync(registers => registers.WaitAsync(key, cancellationToken)) is { } winner) return winner;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        await TryAsync(registers => registers.InspectAsync(key, cancellationToken))
            ?? throw new NoQuorumException($"Register '{key}': {nodes.MissingBecause}");

    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        await TryAsync(registers => registers.NodesAsync(cancellationToken))
            ?? [.. settings.Nodes.Select(node => new NodeView(node.Name, Answers: false, nodes.MissingBecause, null, null))];

    public async Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) =>
        (await TryAsync(async registers => new Forgotten(await registers.TrimAsync(below, cancellationToken))))?.Nodes ?? 0;

    private async Task<TResult?> TryAsync<TResult>(Func<IRegisters, Task<TResult>> call) where TResult : class
    {
        var turn = Interlocked.Increment(ref _turn);
        for (uint i = 0; i < 2 * nodes.All.Count; i++)
        {
            var node = nodes.All[(int)((turn + i) % nodes.All.Count)];
            if (cuts.IsCut(node.Name) != i >= nodes.All.Count || node.Registers is not { } registers) continue;
            try
            {
                return await call(registers);
            }
            catch (SiloUnavailableException)
            {
                // It was stopped meanwhile.
            }
        }
        return null;
    }

    private sealed record Forgotten(int Nodes);
}
