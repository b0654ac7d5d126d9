using System.Collections.Concurrent;
using System.Text;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Demo.Tests;

/// <summary>Registers in memory.</summary>
internal sealed class MemoryRegisters : IRegisters
{
    private readonly ConcurrentDictionary<RegisterKey, Proposal> _registers = new();

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Outcome(OutcomeKind.Decided, _registers.GetOrAdd(key, proposal), 3, 0));

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => Task.FromResult(
        _registers.TryGetValue(key, out var proposal)
            ? new Outcome(OutcomeKind.Decided, proposal, 3, 0)
            : new Outcome(OutcomeKind.Undecided, null, 3, 0));

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public string Text(string key) => Encoding.UTF8.GetString(_registers[new RegisterKey(key)].Value.Bytes.Span);

    public void Put(string key, string text) =>
        _registers[new RegisterKey(key)] = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(text), "application/json"));
}
