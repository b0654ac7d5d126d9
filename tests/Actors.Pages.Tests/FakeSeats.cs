using Actors.Pages.Seats;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Pages.Tests;

/// <summary>Nodes of which only the names matter.</summary>
internal sealed class FakeSeats(params string[] nodes) : ISeats
{
    private readonly Dictionary<string, Named> _registers = nodes.ToDictionary(node => node, node => new Named(node));

    public IReadOnlyList<string> Nodes => nodes;

    public HashSet<string> Stopped { get; } = [];

    public bool IsRunning(string node) => !Stopped.Contains(node);

    public IRegisters At(string node) => _registers[node];

    public IReadOnlyList<string> AcceptorsOf(RegisterKey key) => nodes;

    public string NodeOf(IRegisters registers) => ((Named)registers).Node;

    private sealed record Named(string Node) : IRegisters
    {
        public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
