using Actors.Client.Cluster;
using Actors.Registers;

namespace Actors.Client.Tests;

/// <summary>A cluster without a network. A node that shows no registers is down.</summary>
internal sealed class FakeConnector(Func<string, IRegisters?> registersOf) : IConnector
{
    public List<string> Asked { get; } = [];

    public Patience? Patience { get; private set; }

    public Task<IConnection> ConnectAsync(IReadOnlyList<ClusterNode> nodes, Patience patience, CancellationToken cancellationToken)
    {
        Patience = patience;
        Asked.Add(string.Join(',', nodes));
        return nodes.Select(node => registersOf(node.Name)).OfType<IRegisters>().FirstOrDefault() is { } registers
            ? Task.FromResult<IConnection>(new Connection(registers))
            : Task.FromException<IConnection>(new UnreachableException("No node answered."));
    }

    private sealed class Connection(IRegisters registers) : IConnection
    {
        public IRegisters Registers => registers;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
